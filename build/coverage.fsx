/// Runs all tests and says which lines of src/ they reach: a table, and artifacts/coverage/coverage.cobertura.xml.
#load "shared/Results.fsx"

open System.IO
open Shell
open Steps

helpOf "coverage" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> build
let folder = Path.GetFullPath "artifacts/coverage"

if Directory.Exists folder then
    Directory.Delete(folder, true)

/// Each project adds to what those before it have reached; the last table is that of all.
let options: string list =
    [ "CollectCoverage=true"
      "Include=[*chedules*]*"
      $"CoverletOutput={folder}/"
      $"MergeWith={folder}/coverage.json"
      "CoverletOutputFormat=\"json,cobertura\"" ]
    |> List.map (fun setting -> $"-p:{setting}")

[ for project in Results.projects ->
      match Results.commandOf project [] with
      | "run" :: _ ->
          // A program of its own: what coverlet does around `dotnet test`, around that program. It is built already; built again, it
          // would lose what coverlet puts in.
          let around = "-t:InstrumentModulesNoBuild;Run;GenerateCoverageResult"

          let program =
              [ "Configuration=Release"
                "VSTestNoBuild=true"
                "RunDependsOn="
                "RunArguments=--summary --no-spinner --colours 0" ]
              |> List.map (fun setting -> $"-p:{setting}")

          Results.count project ([ "msbuild"; project; "-nologo"; around ] @ program @ options)
      | command -> Results.count project (command @ options) ]
|> Results.conclude
