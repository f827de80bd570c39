/// Writes the NuGet packages to artifacts/, and checks what is in them.
#load "shared/PublicDocs.fsx"
#load "shared/Steps.fsx"

open System.IO
open System.IO.Compression
open System.Text.RegularExpressions
open System.Xml.Linq
open Shell
open Steps

helpOf "pack" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> build

/// What the command carries.
let carried = [ "Schedules.FSharp"; "Schedules.Interop"; "Schedules.Runtime" ]

let libraries = carried @ [ "Schedules.Mpi"; "Schedules.Testing" ]

for name in libraries do
    let before, after =
        PublicDocs.keepPublic (Path.GetFullPath $"src/{name}/bin/Release/net10.0/{name}.dll")

    say $"{name}: {after} of {before} members are public, and stay in the documentation"

if Directory.Exists "artifacts" then
    Directory.GetFiles("artifacts", "*.nupkg") |> Array.iter File.Delete

/// A picture, or a link, into the clone: it leads nowhere from a package.
let local = Regex @"(?<picture>!)?\[(?<text>[^\]]*)\]\((?!https?:)[^)]*\)"

Directory.CreateDirectory "artifacts/readme" |> ignore

File.WriteAllText(
    "artifacts/readme/README.md",
    local.Replace(
        File.ReadAllText "README.md",
        fun link ->
            if link.Groups["picture"].Success then
                ""
            else
                link.Groups["text"].Value
    )
)

say "packages: writing"
sh "dotnet pack Schedules.slnx -c Release --no-build --nologo -v quiet -o artifacts" []

/// What is in each, apart from what each has: the licence and the like in its nuspec, the icon, the README.
let expected: (string * string list) list =
    [ for name in libraries do
          name, [ $"lib/net10.0/{name}.dll"; $"lib/net10.0/{name}.xml" ]
      "Schedules.Templates",
      [ for name in [ ".template.config/template.json"; "AdjointProgram.csproj"; "Program.cs" ] do
            $"content/adjoint/{name}" ]
      "Schedules.Cli",
      [ "DotnetToolSettings.xml"
        for name in [ "schedules.deps.json"; "schedules.dll"; "schedules.runtimeconfig.json" ] do
            name
        for name in
            carried
            @ [ "Acoustic"
                "Burgers"
                "FSharp.Core"
                "Schedules.Mpi"
                "Spectre.Console"
                "System.CommandLine" ] do
            $"{name}.dll" ]
      |> List.map (fun name -> $"tools/net10.0/any/{name}") ]

/// What is wrong with a package.
let faults (name: string) (content: string list) : string list =
    match Directory.GetFiles("artifacts", $"{name}.*.nupkg") with
    | [| file |] ->
        use package = ZipFile.OpenRead file

        let entries =
            [ for entry in package.Entries do
                  let path = entry.FullName

                  if not (path.StartsWith "_rels/" || path.StartsWith "package/") then
                      path ]

        use readme = new StreamReader(package.GetEntry("README.md").Open())
        let links = local.Matches(readme.ReadToEnd())

        let all =
            $"{name}.nuspec" :: "[Content_Types].xml" :: "icon.png" :: "README.md" :: content

        use nuspec = package.GetEntry($"{name}.nuspec").Open()

        let words =
            XDocument.Load(nuspec).Descendants() |> Seq.map _.Name.LocalName |> Set.ofSeq

        [ for missing in List.except entries all -> $"{name} has no {missing}"
          for extra in List.except all entries -> $"{name} has {extra}"
          for link in links -> $"the README of {name} has {link.Value}, which leads nowhere"
          for word in [ "license"; "icon"; "readme"; "description"; "releaseNotes"; "tags" ] do
              if not (words.Contains word) then
                  yield $"{name} says nothing of its {word}" ]
    | files -> [ $"{files.Length} packages of {name}" ]

match expected |> List.collect (fun (name, content) -> faults name content) with
| [] -> say $"Passed: {expected.Length} packages in artifacts/ have what they should, and nothing else"
| found ->
    found |> List.iter say
    say $"Failed: {found.Length}"
    exit 1
