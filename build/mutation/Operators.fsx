/// Mutants of F# source text: a token or an operand is replaced by what can be switched, with a number, to something else.
/// One build holds them all, and the environment names the one that is active.
module Operators

#load "Sites.fsx"

open System
open System.Text.RegularExpressions
open Sites

/// An operator that binds as the one it stands for, which it begins with; the rest is its number.
let private numbered (operator: string) (number: int) : string =
    let digits = Convert.ToString(number, 2).Replace('0', '^').Replace('1', '|')

    $"{operator}^{digits}"

let private infix: (string * string * string) list =
    [ "arithmetic", "+", "-"
      "arithmetic", "-", "+"
      "arithmetic", "*", "+"
      "arithmetic", "/", "*"
      "ties", "<", "<="
      "ties", "<=", "<"
      "ties", ">", ">="
      "ties", ">=", ">"
      "comparison", "<>", "=" ]

/// Steps of a pipeline that say in which order things come, or that look at all of them.
let private order: string list =
    [ "List.rev"
      "List.sort"
      "List.distinct"
      "List.sortDescending"
      "Array.rev"
      "Array.sort" ]

let private sitesOfLine (code: string) : (string -> int -> Site) list =
    let hits (pattern: string) =
        Regex.Matches(code, pattern) |> List.ofSeq

    [ for kind, operator, other in infix do
          for hit in hits $@"(?<=^\s*|\w\)?\]? |[)\]] ){Regex.Escape operator}(?= [\w(\-.])" do
              let define number =
                  let type' = if kind = "arithmetic" then "^T" else "bool"
                  let constraint' = if kind = "arithmetic" then "" else " when ^T: comparison"
                  let name = numbered operator number

                  Some
                      $"let inline ( {name} ) (a: ^T) (b: ^T) : {type'}{constraint'} = if active = {number} then a {other} b else a {operator} b"

              // A product of types is none of numbers.
              if not (operator = "*" && code.Contains ": ") then
                  replacing kind hit other (numbered operator) define

      for name, other in [ "min", "max"; "max", "min" ] do
          for hit in hits $@"(?<![\w.]){name}(?= [\w(])" do
              let define number =
                  Some $"let inline {name}{number} a b = if active = {number} then {other} a b else {name} a b"

              replacing "comparison" hit other (fun number -> $"{name}{number}") define

      for name in order do
          for hit in hits (@"(?<![\w.])" + Regex.Escape name + @"(?!\w)") do
              replacing "order" hit "id" (fun number -> $"(skipping {number} {name})") (fun _ -> None)

      for hit in hits @"\|> List\.(minBy|maxBy)\b" do
          replacing "ties" hit $"|> List.rev {hit.Value}" (fun number -> $"|> reversing {number} {hit.Value}") (fun _ ->
              None)

      for hit in hits @"(?<![\w.\-])[012]L?(?![\w.])" do
          let suffix = if hit.Value.EndsWith 'L' then "L" else ""
          let next = int (hit.Value.TrimEnd 'L') + 1

          replacing "boundary" hit $"{next}{suffix}" (fun number -> $"(raised{suffix} {number} {hit.Value})") (fun _ ->
              None)

      for hit in hits @"(?<![\w.])not(?= [\w(])" do
          replacing "comparison" hit "" (fun number -> $"negated {number}") (fun _ -> None)

      for hit in hits @"(?<![\w])(?:if|elif) (.+?) then(?!\w)" do
          let condition = hit.Groups[1]

          if isBalanced condition.Value then
              around
                  "comparison"
                  $"if {condition.Value}"
                  $"if not ({condition.Value})"
                  condition.Index
                  (condition.Index + condition.Length)
                  (fun number -> $"(flipped {number} (")

      // The last operand of a chain, up to the end of the condition or of the line.
      for hit in
          hits @"(?<=(?:^\s*|[\w)\]] ))(&&|\|\|) ((?:(?! && | \|\| | then\b| do\b| ->).)+?)(?= then\b| do\b| ->|\s*$)" do
          let operator, operand = hit.Groups[1].Value, hit.Groups[2]

          if isBalanced operand.Value && not (operator = "&&" && code.Contains "||") then
              around
                  "condition"
                  $"{operator} {operand.Value}"
                  ""
                  operand.Index
                  (operand.Index + operand.Length)
                  (fun number ->
                      if operator = "&&" then
                          $"(holding {number} || ("
                      else
                          $"(lacking {number} && (") ]

let sites (file: string) (lines: string[]) : Site list =
    [ for index, line in Array.indexed lines do
          if index = 0 || not (lines[index - 1].Contains "[<Literal>]") then
              for site in sitesOfLine (codeOf line) do
                  site file index ]

/// The module that the mutants call; SCHEDULES_MUTANT is the number of the active one, or none.
let definitions (numbered: (int * Site) list) : string list =
    [ "module internal Schedules.FSharp.Mutants"
      "let active ="
      "    match System.Int32.TryParse(System.Environment.GetEnvironmentVariable \"SCHEDULES_MUTANT\") with"
      "    | true, number -> number"
      "    | _ -> 0"
      "let inline skipping number ([<InlineIfLambda>] f: 'T -> 'T) (value: 'T) : 'T = if active = number then value else f value"
      "let inline reversing number (items: 'T list) : 'T list = if active = number then List.rev items else items"
      "let inline raised number (value: int) : int = if active = number then value + 1 else value"
      "let inline raisedL number (value: int64) : int64 = if active = number then value + 1L else value"
      "let inline negated number (holds: bool) : bool = if active = number then holds else not holds"
      "let inline flipped number (holds: bool) : bool = if active = number then not holds else holds"
      "let inline holding number : bool = active = number"
      "let inline lacking number : bool = active <> number"
      for number, site in numbered do
          yield! Option.toList (site.Definition number) ]
