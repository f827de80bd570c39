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

let readme = File.ReadAllText "README.md"

/// The lines after `pack`, in the block of the README that installs; what they are to print is in the text below.
let lines =
    Regex
        .Match(readme, @"```sh\n(?<lines>[^`]*dotnet new install[^`]*)```")
        .Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
    |> Array.filter (fun line -> not (line.Contains "build.fsx pack"))
    |> Array.map _.Replace("$PWD/artifacts", artifacts)

/// The line that installs the command, in the text.
let tool =
    Regex.Match(readme, "`(dotnet tool install[^`]*) artifacts`").Groups[1].Value + $" '{artifacts}'"

let tools = Path.Combine(home, ".dotnet", "tools")

/// The packages of the command that `pack` has written: for this machine, if the feed has a compiler, and for any.
let packages =
    [ for file in Directory.GetFiles(artifacts, "Schedules.Cli.*.nupkg") do
          Regex.Match(Path.GetFileName(file).ToLowerInvariant(), @"^(.*?)\.\d+\.").Groups[1].Value ]
    |> List.sortByDescending _.Length

/// A line that runs the command, and says what it was installed from.
let used (folder: string) =
    $"'{folder}/schedules' actions revolve --max-n 4 --snapshots-in-ram 2; ls -d '{folder}'/.store/schedules.cli/*/*"

let copied = "[\"Copy\",0,\"RAM\",\"WORK\"]"

/// What is to be installed, what it is to print, and the lines of a shell that try it.
let installations =
    [ "the template", [ "the gradient is right" ], String.Join("\n", lines)
      "the command", [ copied; packages.Head ], $"{tool}\n{used tools}"
      // Another machine is one of another name: the SDK chooses by that.
      "the command on another machine",
      [ copied
        if packages.Length > 1 then
            "schedules.cli.any" ],
      $"DOTNET_RUNTIME_ID=freebsd-x64 dotnet tool install Schedules.Cli --source '{artifacts}' --tool-path other\n"
      + used "other" ]

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

/// Whether something is installed and does what it should; what was printed is shown otherwise.
let isInstalled (what: string, printed: string list, script: string) : bool =
    let outcome = capture "bash" [ "-c"; $"set -e; cd '{home}/work'\n{script}" ]
    let passed = outcome.Code = 0 && printed |> List.forall outcome.Output.Contains

    if passed then
        say $"""{what}: installed, and prints {String.concat ", " printed}"""
    else
        say $"{what}: exit code {outcome.Code}\n{outcome.Output}"

    passed

try
    Directory.CreateDirectory(Path.Combine(home, "work")) |> ignore

    match installations |> List.filter (isInstalled >> not) with
    | [] -> say $"Passed: {installations.Length}"
    | failed ->
        say $"Failed: {failed.Length}"
        exit 1
finally
    Directory.Delete(home, true)
