/// Alters the runtime's stores, journal and files in one place after the other, and says which changes their tests do not find.
///
///     dotnet fsi build.fsx stryker                                    all of them, some hours
///     dotnet fsi build.fsx stryker Stores/Extents.cs Journal/**/*.cs  these, in src/Schedules.Runtime
///
/// Texts are left as they are. Tests that start processes or take seconds are left out (tests/Runtime/stryker-config.json).
/// Stryker has a tool manifest of its own, in tests/Runtime, and is installed when first asked for. A change that no test finds is
/// listed, and is no failure: it may change nothing.
#load "shared/Steps.fsx"

open System.IO
open System.Text.Json
open Shell
open Steps

let words = List.ofArray fsi.CommandLineArgs[1..]
helpOf "stryker" words
let Restored = restore ()

let changed =
    match words with
    | [] -> [ "Stores/**/*.cs"; "Journal/**/*.cs"; "Files/**/*.cs" ]
    | files -> files

let folder = Path.GetFullPath "artifacts/stryker"

if Directory.Exists folder then
    Directory.Delete(folder, true)

let root = Path.GetFullPath "."
System.Environment.CurrentDirectory <- Path.GetFullPath "tests/Runtime"
quietly "dotnet tool restore" |> ignore

sh
    "dotnet stryker --skip-version-check"
    ("--output" :: folder :: List.collect (fun glob -> [ "--mutate"; glob ]) changed)

let report =
    JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reports", "mutation-report.json")))

/// File, line, what it became and the verdict on it.
let verdicts =
    [ for file in report.RootElement.GetProperty("files").EnumerateObject() do
          for mutant in file.Value.GetProperty("mutants").EnumerateArray() do
              let line =
                  mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32()

              let text (name: string) = mutant.GetProperty(name).GetString()

              let what, becomes =
                  text "mutatorName", text("replacement").ReplaceLineEndings(" ").Trim()

              $"{Path.GetRelativePath(root, file.Name)}({line}): {what} -> {becomes}", text "status" ]

let found, survive =
    verdicts
    |> List.filter (fun (_, status) -> List.contains status [ "Killed"; "Timeout"; "Survived"; "NoCoverage" ])
    |> List.partition (fun (_, status) -> status = "Killed" || status = "Timeout")

for mutant, status in survive do
    say $"%-10s{status} {mutant}"

say $"Passed: {found.Length} (found), of {found.Length + survive.Length}"
