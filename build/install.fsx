/// Installs the packages of artifacts/ as the README says, in an empty directory, and runs what they make.
///
/// The home directory is another one, with the sources of packages that this one has, so that nothing is left behind.
#load "shared/Shell.fsx"

open System
open System.IO
open System.Text.RegularExpressions
open Shell

let artifacts = Path.GetFullPath "artifacts"

if Directory.GetFiles(artifacts, "Schedules.Templates.*.nupkg").Length <> 1 then
    eprintfn "artifacts has no packages: run dotnet fsi build.fsx pack"
    exit 1

let home = Directory.CreateTempSubdirectory("install-").FullName

/// The lines after `pack`, in the block of the README that installs; what they are to print is in the text below.
let lines =
    Regex
        .Match(File.ReadAllText "README.md", @"```sh\n(?<lines>[^`]*dotnet new install[^`]*)```")
        .Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
    |> Array.filter (fun line -> not (line.Contains "build.fsx pack"))
    |> Array.map _.Replace("$PWD/artifacts", artifacts)

let settings (folder: string) =
    Path.Combine(folder, ".nuget", "NuGet", "NuGet.Config")

let user = Environment.GetFolderPath Environment.SpecialFolder.UserProfile
Directory.CreateDirectory(Path.GetDirectoryName(settings home)) |> ignore

if File.Exists(settings user) then
    File.Copy(settings user, settings home)

for name, value in
    [ "HOME", home
      "DOTNET_CLI_HOME", home
      // What has been downloaded once is not downloaded again.
      "RestoreFallbackFolders", Path.Combine(user, ".nuget", "packages") ] do
    Environment.SetEnvironmentVariable(name, value)

try
    let script =
        String.Join("\n", Array.append [| "set -e"; $"mkdir '{home}/work'; cd '{home}/work'" |] lines)

    let outcome = capture "bash" [ "-c"; script ]
    printfn "%s" outcome.Output

    if lines.Length > 2 && outcome.Code = 0 && outcome.Output.Contains "the gradient is right" then
        say "Passed: 1"
    else
        say $"Failed: 1 (exit code {outcome.Code})"
        exit 1
finally
    Directory.Delete(home, true)
