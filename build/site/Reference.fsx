/// The reference of the C# assemblies, in C#: fsdocs would show it as F#.
module Reference

#load "Surface.fsx"
#load "XmlText.fsx"

open System.IO
open System.Text.RegularExpressions
open System.Xml.Linq
open Surface
open XmlText

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

/// The entry of a member: overloads are told by their parameters.
let private entryOf (part: Part) (owner: string) (m: Member) : XElement option =
    let candidates =
        [ for kind in [ "M"; "P"; "F" ] do
              let start = $"{kind}:{owner}.{m.Name}"

              for KeyValue(id, entry) in part.Docs do
                  if id = start || id.StartsWith(start + "(") || id.StartsWith(start + "`") then
                      let taken = Regex.Match(id, @"\((.*)\)").Groups[1].Value |> split |> List.map bare
                      taken, entry ]

    let isSame (a: string, b: string) = a = b || a.StartsWith "`"

    let found =
        match candidates with
        | [ _, only ] -> Some only
        | several ->
            several
            |> List.tryFind (fun (taken, _) ->
                taken.Length = m.Takes.Length && List.forall isSame (List.zip taken m.Takes))
            |> Option.map snd

    // What it says is what another says, or nothing needs to be said.
    match found |> Option.map (fun entry -> entry.Element "inheritdoc") with
    | Some inherits when not (isNull inherits) && not (isNull (inherits.Attribute "cref")) ->
        part.Docs |> Map.tryFind (inherits.Attribute("cref").Value) |> Option.orElse found
    | None when m.Name = "#ctor" && m.Takes.IsEmpty && not (m.Signature.StartsWith "protected") ->
        Some(XElement "member")
    | _ -> found

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
    [ $"<h1>{part.Name}</h1>\n<p>{part.What}.</p>\n<dl class=\"takes\">"
      for shown in part.Types do
          let summary =
              match part.Docs |> Map.tryFind $"T:{shown.Id}" with
              | Some entry -> html known (entry.Element "summary")
              | None -> ""

          $"<dt><a href=\"{slug shown.Id}.html\"><code>{shown.Name}</code></a></dt><dd>{summary}</dd>"
      "</dl>" ]
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
