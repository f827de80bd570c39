/// Places in F# source text where something can be replaced.
module Sites

open System
open System.Text.RegularExpressions

/// Replaces `Length` characters of a line.
type Edit =
    { Column: int
      Length: int
      Text: string }

/// A place where a mutant can be, and what makes it, given its number.
type Site =
    { File: string
      Line: int
      Kind: string
      Was: string
      Becomes: string
      Edits: int -> Edit list
      Definition: int -> string option }

let isBalanced (text: string) : bool =
    let depths =
        (0, text)
        ||> Seq.scan (fun depth letter ->
            match letter with
            | '('
            | '['
            | '{' -> depth + 1
            | ')'
            | ']'
            | '}' -> depth - 1
            | _ -> depth)
        |> List.ofSeq

    List.min depths = 0 && List.last depths = 0

/// The same length, with blanks where there is a comment, text in quotes, a pattern, a type or the head of a definition.
let codeOf (line: string) : string =
    let blank (hit: Match) = String(' ', hit.Length)
    let bare = Regex.Replace(line, @"\$?""(?:\\.|[^""\\])*""|//.*$", blank)

    let from (pattern: string) (otherwise: int) =
        match Regex.Match(bare, pattern) with
        | hit when hit.Success -> hit.Index + hit.Length
        | _ -> otherwise

    let start =
        if Regex.IsMatch(bare, @"^\s*(\[<|open |module |namespace |type |abstract |val |exception )") then
            bare.Length
        elif Regex.IsMatch(bare, @"^\s*(let|static member|member|override|and|use|new)\b") then
            from @" = " bare.Length
        elif Regex.IsMatch(bare, @"^\s*\|") then
            from @"^\s*\|.*? (when|->) " bare.Length
        elif Regex.IsMatch(bare, @"^\s*[\w.]+\s*: ") then
            bare.Length
        else
            0

    String(' ', start) + bare.Substring start

let replacing (kind: string) (hit: Group) (becomes: string) (text: int -> string) definition file line : Site =
    { File = file
      Line = line
      Kind = kind
      Was = hit.Value
      Becomes = becomes
      Edits =
        fun number ->
            [ { Column = hit.Index
                Length = hit.Length
                Text = text number } ]
      Definition = definition }

/// Puts something before and after what stands between two columns.
let around (kind: string) (was: string) (becomes: string) first last (before: int -> string) file line : Site =
    { File = file
      Line = line
      Kind = kind
      Was = was
      Becomes = becomes
      Edits =
        fun number ->
            [ { Column = first
                Length = 0
                Text = before number }
              { Column = last
                Length = 0
                Text = "))" } ]
      Definition = fun _ -> None }

let apply (edits: Edit list) (line: string) : string =
    // From the right; what is put in goes before what is replaced at the same place.
    (line, edits |> List.sortBy (fun edit -> -edit.Column, -edit.Length))
    ||> List.fold (fun line edit -> line.Remove(edit.Column, edit.Length).Insert(edit.Column, edit.Text))
