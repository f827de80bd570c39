/// The public surface of a C# assembly, as the file says that the tests compare with it.
module Surface

open System.Text.RegularExpressions

type Member =
    {
        Signature: string
        /// As the documentation has it: `#ctor` for a constructor.
        Name: string
        /// Types of the parameters, without namespaces, arguments and question marks.
        Takes: string list
    }

type Shown =
    {
        Kind: string
        /// As the documentation has it.
        Id: string
        Name: string
        Bases: string
        Members: Member list
    }

let private keywords =
    Map
        [ "Int64", "long"
          "Int32", "int"
          "Double", "double"
          "Single", "float"
          "Boolean", "bool"
          "String", "string"
          "Object", "object"
          "Byte", "byte"
          "UInt64", "ulong"
          "UInt32", "uint"
          "Void", "void" ]

/// Parts between commas that stand in no brackets.
let split (text: string) : string list =
    let depths =
        text
        |> Seq.scan
            (fun depth c ->
                if "<({[".Contains c then depth + 1
                elif ">)}]".Contains c then depth - 1
                else depth)
            0
        |> Array.ofSeq

    let cuts =
        [ for at in 0 .. text.Length - 1 do
              if text[at] = ',' && depths[at] = 0 then
                  at ]

    if text.Trim() = "" then
        []
    else
        List.zip (-1 :: cuts) (cuts @ [ text.Length ])
        |> List.map (fun (a, b) -> text[a + 1 .. b - 1].Trim())

/// A type of a signature or of the documentation, as far as overloads are told by it.
let bare (name: string) : string =
    let inner = Regex.Replace(name, @"^System\.Nullable\{(.*)\}$", "$1")
    let short = Regex.Replace(inner, @"[<{].*[>}]", "")
    let last = Regex.Replace(short, @"^.*\.", "").TrimEnd('@', '?')
    let word = last.TrimEnd('[', ']', '*', '?')
    let suffix = last[word.Length ..].Replace("?", "")
    (keywords |> Map.tryFind word |> Option.defaultValue word) + suffix

let private parameterType (parameter: string) : string =
    let declared =
        Regex.Replace(Regex.Replace(parameter, @" = .*$", ""), @"^(out|in|ref) ", "")

    bare (declared[.. declared.LastIndexOf ' ' - 1])

/// A default as C# writes it.
let private written (signature: string) : string =
    let constant =
        Regex.Replace(signature, @" = (True|False)\b", fun hit -> hit.Value.ToLowerInvariant())

    Regex.Replace(constant, @"(\w+) (\w+) = ([A-Z]\w+)", "$1 $2 = $1.$3")

let private memberOf (owner: string) (line: string) : Member =
    let word (text: string) =
        Regex.Replace(text.Trim().Split(' ') |> Array.last, "<.*", "")

    let taken (start: int) (stop: int) =
        line[start + 1 .. stop - 1] |> split |> List.map parameterType

    let plain (stop: int) =
        { Signature = line
          Name = word line[.. stop - 1]
          Takes = [] }

    match line.IndexOf '(', line.IndexOf "this[", line.IndexOf " {", line.IndexOf " =" with
    | -1, -1, -1, -1 -> plain line.Length
    | -1, -1, -1, stop
    | -1, -1, stop, _ -> plain stop
    | -1, at, _, _ ->
        { Signature = line
          Name = "Item"
          Takes = taken (at + 4) (line.LastIndexOf ']') }
    | at, _, _, _ ->
        let name = word (Regex.Replace(line[.. at - 1], @"<[^<>]*>$", ""))
        let isConstructor = name = "new"

        let signature =
            if isConstructor then
                Regex.Replace(line, @"\bnew\(", $"{owner}(")
            else
                line

        { Signature = written signature
          Name = if isConstructor then "#ctor" else name
          Takes = taken at (line.LastIndexOf ')') }

let private typeOf (header: string) (lines: string list) : Shown =
    let hit = Regex.Match(header, @"^(.*?) (Schedules\S+)(?: : (.*))?$")
    let id = hit.Groups[2].Value.Replace('+', '.')
    let name = Regex.Replace(id, @"^.*\.|`.*$", "")
    let isRecord = lines |> List.exists _.Contains("<Clone>$")
    let kind = hit.Groups[1].Value

    let isShown (name: string) =
        not (isRecord && name.StartsWith "IEquatable")

    { Kind = if isRecord then kind.Replace("class", "record") else kind
      Id = id
      Name = name
      Bases = hit.Groups[3].Value |> split |> List.filter isShown |> String.concat ", "
      Members = lines |> List.map (memberOf name) }

/// The types of a file, in its order.
let read (lines: string list) : Shown list =
    let rec types (lines: string list) : Shown list =
        match lines with
        | [] -> []
        | header :: rest ->
            let members: string list = rest |> List.takeWhile _.StartsWith(" ")
            typeOf header (members |> List.map _.Trim()) :: types (List.skip members.Length rest)

    types (lines |> List.filter (fun (line: string) -> line <> ""))
