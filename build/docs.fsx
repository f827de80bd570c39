/// Builds the documentation, with the reference, in artifacts/docs; fails on whatever is not as it should be.
#load "shared/Steps.fsx"
#load "../docs/Links.fs"

open System.IO
open Shell
open Steps

helpOf "docs" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> build
let folder = Path.GetFullPath "artifacts/docs"

// fsdocs passes over what a page throws; run as scripts, they end with an error.
for page in Directory.GetFiles("docs", "*.fsx") |> Array.sort do
    say $"{page}: running"
    quietly $"dotnet fsi --warnaserror {page}" |> ignore

let arguments =
    [ yield! [ "fsdocs"; "build"; "--eval"; "--strict"; "--nodefaultcontent" ]
      yield! [ "--output"; folder; "--properties"; "Configuration=Release" ]
      yield! [ "--parameters"; "root"; "/@root/"; "fsdocs-collection-name"; "Schedules" ]
      "--projects"
      for name in [ "FSharp.fsproj"; "Interop.csproj"; "Runtime.csproj"; "Testing.csproj" ] do
          Path.GetFullPath $"src/Schedules.{Path.GetFileNameWithoutExtension name}/Schedules.{name}" ]

// What it knows of projects built before would hide complaints.
for leftover in [ ".fsdocs"; folder ] do
    if Directory.Exists leftover then
        Directory.Delete(leftover, true)

say "pages and reference: fsdocs evaluates all pages again, which takes most of the time"
let outcome = capture "dotnet" arguments

if outcome.Code <> 0 then
    eprintfn "%s" outcome.Output
    exit outcome.Code

let pages, rest =
    Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
    |> List.ofArray
    |> List.filter (fun file -> Path.GetDirectoryName file <> Path.Combine(folder, "content"))
    |> List.partition (fun file -> Path.GetExtension file = ".html")

// The same in Markdown and JSON, with links to an address on the net, which there is not.
rest |> List.iter File.Delete

match Links.complaints outcome.Output @ List.collect (Links.patch folder) pages with
| [] -> say $"{pages.Length} pages: artifacts/docs/index.html"
| found ->
    found |> List.iter (eprintfn "%s")
    exit 1
