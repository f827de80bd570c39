/// Writes the NuGet packages to artifacts/, and checks what is in them.
#load "shared/PublicDocs.fsx"
#load "shared/Steps.fsx"

open System.IO
open System.IO.Compression
open System.Reflection.PortableExecutable
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

/// What the SDK calls this machine.
let own =
    (quietly "dotnet msbuild src/Schedules.Cli -getProperty:NETCoreSdkPortableRuntimeIdentifier").Trim()

/// For which machines the command has a package of its own: compiled ahead of time for this one, it starts sooner; the portable one is
/// for all others. The SDK takes its compiler from the feed; without it the only package is the portable one, which is written already.
let machines: string list =
    let command = "src/Schedules.Cli -p:ReadyToRun=true --nologo -v quiet"
    let restored = capture "dotnet" (List.ofArray ($"restore {command}".Split ' '))

    if restored.Code = 0 then
        sh $"dotnet pack {command} -c Release -o artifacts" []
        [ own; "any" ]
    else
        // All else has been restored before.
        let reason = Regex.Match(restored.Output, @"(NU|NETSDK)\d+: .*").Value.Trim()
        say $"Schedules.Cli: the portable package only: there is no compiler of native code for this SDK: {reason}"
        []

/// What the command has, for one machine or any.
let command (machine: string) : string list =
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
    |> List.map (fun name -> $"tools/net10.0/{machine}/{name}")

/// What is in each, apart from what each has: the licence and the like in its nuspec, the icon, the README.
let expected: (string * string list) list =
    [ for name in libraries do
          name, [ $"lib/net10.0/{name}.dll"; $"lib/net10.0/{name}.xml" ]
      "Schedules.Templates",
      [ for name in [ ".template.config/template.json"; "AdjointProgram.csproj"; "Program.cs" ] do
            $"content/adjoint/{name}" ]
      "Schedules.Cli",
      (if machines.IsEmpty then
           command "any"
       else
           [ "tools/any/any/DotnetToolSettings.xml" ])
      for machine in machines do
          $"Schedules.Cli.{machine}", command machine ]

/// Whether an assembly is compiled ahead of time.
let isNative (entry: ZipArchiveEntry) : bool =
    use content = new MemoryStream()
    use compressed = entry.Open()
    compressed.CopyTo content
    content.Position <- 0L
    use reader = new PEReader(content)
    reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size > 0

/// What is wrong with a package.
let faults (name: string) (content: string list) : string list =
    let isOf (file: string) =
        Regex.IsMatch(Path.GetFileName file, $@"^{Regex.Escape name}\.\d")

    match Directory.GetFiles("artifacts", "*.nupkg") |> Array.filter isOf with
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
          for entry in package.Entries do
              let isLibrary = entry.FullName.EndsWith ".dll"

              if isLibrary && isNative entry <> entry.FullName.StartsWith $"tools/net10.0/{own}/" then
                  yield $"{entry.FullName} of {name} is compiled for the wrong machine"
          if name.StartsWith "Schedules.Cli" && words.Contains "dependency" then
              yield $"{name} depends on other packages, which no tool can"
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
