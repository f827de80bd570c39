/// Builds the documentation, with the reference, in artifacts/docs; fails on whatever is not as it should be.
#load "shared/Steps.fsx"
#load "site/Links.fsx"
#load "site/Reference.fsx"
#load "site/Search.fsx"
#load "site/Turns.fsx"

open System.IO
open System.Text.RegularExpressions
open Shell
open Steps

helpOf "docs" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> build
let folder = Path.GetFullPath "artifacts/docs"

// What it knows of projects built before would hide complaints.
for leftover in [ ".fsdocs"; folder ] do
    if Directory.Exists leftover then
        Directory.Delete(leftover, true)

/// fsdocs passes over what a page throws; run as scripts, in one process, they end with an error. It writes what the players show.
let runPages () : unit =
    let script = Path.GetFullPath "artifacts/pages.fsx"
    let players = Path.Combine(folder, "content", "players")
    let last = Path.GetFullPath "samples/players.fsx"

    File.WriteAllLines(
        script,
        [ for page in Directory.GetFiles("docs", "*.fsx") |> Array.sort do
              $"#load @\"{Path.GetFullPath page}\""
          $"#load @\"{last}\""
          $"Players.write @\"{players}\"" ]
    )

    quietly $"dotnet fsi --warnaserror {script}" |> ignore

say "pages: running all of them as scripts"
runPages ()

let arguments =
    [ yield! [ "fsdocs"; "build"; "--eval"; "--strict"; "--nodefaultcontent" ]
      yield! [ "--output"; folder; "--properties"; "Configuration=Release" ]
      yield! [ "--parameters"; "root"; "/@root/"; "fsdocs-collection-name"; "Schedules" ]
      yield!
          [ "--projects"
            Path.GetFullPath "src/Schedules.FSharp/Schedules.FSharp.fsproj" ] ]

say "pages and the reference of the core: fsdocs evaluates all pages again, which takes most of the time"
let outcome = capture "dotnet" arguments

if outcome.Code <> 0 then
    eprintfn "%s" outcome.Output
    exit outcome.Code

let made, rest =
    Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
    |> List.ofArray
    |> List.filter (fun file -> not (file.StartsWith(Path.Combine(folder, "content"))))
    |> List.partition (fun file -> Path.GetExtension file = ".html")

// The same in Markdown and JSON, with links to an address on the net, which there is not.
rest |> List.iter File.Delete

say "reference of the C# assemblies, colours, way from page to page, search"

/// A page of fsdocs with another title and content.
let shell = File.ReadAllText(Path.Combine(folder, "index.html"))

let reference =
    [ for name, title, content in Reference.pages () do
          let file = Path.Combine(folder, "reference", $"{name}.html")
          let start, stop = shell.IndexOf "<main>", shell.IndexOf "</main>"

          let titled =
              Regex.Replace(shell[..start], "<title>.*?</title>", $"<title>{title} – Schedules</title>")

          File.WriteAllText(file, $"{titled}main>\n{content}\n{shell[stop..]}")
          file ]

let pages = List.distinct (made @ reference)

for page in pages do
    let html = File.ReadAllText page |> Colours.blocks
    File.WriteAllText(page, Turns.place "/@root/" (Path.GetRelativePath(folder, page)) html)

let complaints =
    Links.complaints outcome.Output @ List.collect (Links.patch folder) pages

Search.write folder pages

match complaints @ Links.missingPlaces pages with
| [] -> say $"{pages.Length} pages: artifacts/docs/index.html"
| found ->
    found |> List.iter (eprintfn "%s")
    exit 1
