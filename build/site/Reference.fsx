/// The reference of the C# assemblies, in C#: fsdocs would show it as F#.
module Reference

#load "Colours.fsx"
#load "Surface.fsx"

open System.IO
open System.Net
open System.Text.RegularExpressions
open System.Xml.Linq
open Surface

/// An assembly, its surface and its documentation.
type private Part =
    { Name: string
      What: string
      Types: Shown list
      Docs: Map<string, XElement> }

let private part (name: string, what: string) : Part =
    let file = $"src/Schedules.{name}/bin/Release/net10.0/Schedules.{name}.xml"

    { Name = $"Schedules.{name}"
      What = what
      Types = List.ofSeq (File.ReadLines $"tests/{name}/PublicSurface.txt") |> read
      Docs =
        Map
            [ for entry in XDocument.Load(file).Descendants "member" do
                  entry.Attribute("name").Value, entry ] }

let private slug (id: string) : string =
    id.Replace('.', '-').Replace('`', '-').ToLowerInvariant()

let private anchor (memberName: string) : string =
    memberName.Replace("#ctor", "constructor")

/// Where a name of the documentation leads, if it is shown.
let private address (known: Set<string>) (id: string) : string option =
    let name = Regex.Replace(id.Substring 2, @"\(.*", "")

    let owner =
        if id[0] = 'T' then
            name
        else
            name[.. name.LastIndexOf '.' - 1]

    let owner = if owner.EndsWith '.' then owner.TrimEnd '.' else owner

    if known.Contains owner then
        Some(
            slug owner
            + ".html"
            + (if id[0] = 'T' then
                   ""
               else
                   "#" + anchor (name.Substring(name.LastIndexOf '.' + 1)))
        )
    else
        None

let rec private html (known: Set<string>) (element: XElement) : string =
    let code (text: string) =
        $"<code>{WebUtility.HtmlEncode text}</code>"

    let attribute (name: string) (e: XElement) =
        match e.Attribute name with
        | null -> None
        | a -> Some a.Value

    [ for node in element.Nodes() do
          match node with
          | :? XText as text -> WebUtility.HtmlEncode text.Value
          | :? XElement as e ->
              match e.Name.LocalName, attribute "cref" e, attribute "name" e with
              | _, Some id, _ ->
                  let name = Regex.Replace(id, @"\(.*|``?\d+$", "").Replace(".#ctor", "")
                  let name = code (name.Substring(name.LastIndexOf '.' + 1))

                  match address known id with
                  | Some place -> $"<a href=\"{place}\">{name}</a>"
                  | None -> name
              | ("paramref" | "typeparamref"), _, Some name -> code name
              | "see", _, _ -> code ((attribute "langword" e |> Option.orElse (attribute "href" e)).Value)
              | "c", _, _ -> code e.Value
              | "code", _, _ -> $"<pre><code>{Colours.paint (fun _ -> None) e.Value}</code></pre>"
              | "para", _, _ -> $"</p><p>{html known e}"
              | _ -> html known e
          | _ -> "" ]
    |> String.concat ""

let private described (known: Set<string>) (entry: XElement) : string =
    let text (name: string) (before: string) =
        [ for e in entry.Elements name -> $"<p>{before}{html known e}</p>" ]

    let rows (tag: string) (key: string) (show: string -> string) =
        [ for e in entry.Elements tag -> $"<dt>{show (e.Attribute(key).Value)}</dt><dd>{html known e}</dd>" ]

    let name (text: string) = $"<code>{text}</code>"

    let thrown (id: string) =
        let text = name (id.Substring(id.LastIndexOf '.' + 1))
        address known id |> Option.fold (fun text place -> $"<a href=\"{place}\">{text}</a>") text

    let items = rows "typeparam" "name" name @ rows "param" "name" name
    let errors = rows "exception" "cref" thrown

    let list (kind: string) (rows: string list) =
        if rows.IsEmpty then
            []
        else
            [ $"<dl class=\"{kind}\">" + String.concat "" rows + "</dl>" ]

    text "summary" ""
    @ list "takes" items
    @ text "returns" "Returns: "
    @ list "throws" errors
    @ text "remarks" ""
    |> String.concat "\n"

/// The entries of a member: overloads are told by their parameters.
let private entryOf (part: Part) (owner: string) (m: Member) : XElement option =
    let candidates =
        [ for kind in [ "M"; "P"; "F" ] do
              let start = $"{kind}:{owner}.{m.Name}"

              for KeyValue(id, entry) in part.Docs do
                  if id = start || id.StartsWith(start + "(") || id.StartsWith(start + "`") then
                      let taken = Regex.Match(id, @"\((.*)\)").Groups[1].Value |> split |> List.map bare
                      taken, entry ]

    let isSame (a: string, b: string) = a = b || a.StartsWith "`"

    match candidates with
    | [ _, only ] -> Some only
    | several ->
        several
        |> List.tryFind (fun (taken, _) -> taken.Length = m.Takes.Length && List.forall isSame (List.zip taken m.Takes))
        |> Option.map snd

let private group (shown: Shown) (m: Member) : string =
    if shown.Kind = "enum" then "Values"
    elif m.Name = "#ctor" then "Constructors"
    elif m.Name.StartsWith "op_" then "Operators"
    elif m.Signature.Contains '(' then "Methods"
    else "Properties and fields"

let private typePage (known: Set<string>) (links: string -> string option) (part: Part) (shown: Shown) : string =
    let paint = Colours.paint links

    let one (index: int, (m: Member, entry: XElement)) =
        let id =
            if index = 0 then
                anchor m.Name
            else
                $"{anchor m.Name}-{index + 1}"

        let signature =
            Regex.Replace(m.Signature, @"(\S+) op_Implicit", "implicit operator $1")

        $"<section class=\"member\" id=\"{id}\"><pre><code>{paint signature}</code></pre>\n{described known entry}</section>"

    let members =
        [ for m in shown.Members do
              match entryOf part shown.Id m with
              | Some entry -> m, entry
              // What the compiler makes of a record.
              | None -> () ]

    let groups =
        members |> List.groupBy (fun (m, _) -> group shown m) |> List.sortBy fst

    let header =
        shown.Kind + " " + shown.Name + (if shown.Bases = "" then "" else " : " + shown.Bases)

    [ $"<h1>{shown.Name}</h1>"
      $"<p class=\"quiet\">Namespace <a href=\"{slug part.Name}.html\">{part.Name}</a></p>"
      $"<pre><code>{paint header}</code></pre>"
      match part.Docs |> Map.tryFind $"T:{shown.Id}" with
      | Some entry -> described known entry
      | None -> ()
      for name, members in groups do
          $"<h2 id=\"{slug name}\">{name}</h2>"


          for _, overloads in members |> List.groupBy (fun (m, _) -> m.Name) |> List.sortBy fst do
              yield! overloads |> List.indexed |> List.map one ]
    |> String.concat "\n"

let private listPage (known: Set<string>) (part: Part) : string =
    [ $"<h1>{part.Name}</h1>\n<p>{part.What}.</p>\n<table>"
      for shown in part.Types do
          let summary =
              match part.Docs |> Map.tryFind $"T:{shown.Id}" with
              | Some entry -> html known (entry.Element "summary")
              | None -> ""

          $"<tr><td><a href=\"{slug shown.Id}.html\"><code>{shown.Name}</code></a></td><td>{summary}</td></tr>"
      "</table>" ]
    |> String.concat "\n"

/// The pages as file name, title and content, with the first that leads to all.
let pages () : (string * string * string) list =
    let parts =
        [ "Interop", "The facade for C#: schedules, their cost and pictures, the planner and the referee"
          "Runtime", "The runtime for C#: executes a schedule for a model, with stores, a journal and a gradient check"
          "Mpi", "Many processes: a group of ranks on Open MPI or MPICH"
          "Testing", "Laws of policies, schedules, stores and models, each a line of a test" ]
        |> List.map part

    let ids =
        [ for part in parts do
              for shown in part.Types -> shown ]

    let known = ids |> List.map _.Id |> Set.ofList

    let byName =
        ids |> List.map (fun shown -> shown.Name, slug shown.Id + ".html") |> Map.ofList

    let links (name: string) = byName |> Map.tryFind name

    [ "index",
      "Reference",
      [ "<h1>Reference</h1>\n<table>"
        "<tr><td><a href=\"schedules-fsharp.html\"><code>Schedules.FSharp</code></a></td><td>The core, in F#: schedules as pure state machines, the referee, cost models, the planner.</td></tr>"
        for part in parts do
            $"<tr><td><a href=\"{slug part.Name}.html\"><code>{part.Name}</code></a></td><td>{part.What}.</td></tr>"
        "</table>" ]
      |> String.concat "\n"
      for part in parts do
          slug part.Name, part.Name, listPage known part

          for shown in part.Types do
              slug shown.Id, shown.Name, typePage known links part shown ]
