/// What is compiled ahead of time, for the machine that this runs on, into artifacts/native.
module Native

#load "Steps.fsx"

open System
open System.IO
open System.Text.RegularExpressions
open Shell

let target = Path.Combine("artifacts", "native")

let private inPath (name: string) : bool =
    (Environment.GetEnvironmentVariable "PATH").Split Path.PathSeparator
    |> Array.exists (fun folder -> folder <> "" && File.Exists(Path.Combine(folder, name)))

let canPublish: bool = inPath "clang"

/// A warning of the trimmer or the compiler, as its code and the member that it is about; as it is where it is about something else.
let private warnings (output: string) : string list =
    [ for hit in Regex.Matches(output, @"warning (IL\d+: .*)") do
          let text = hit.Groups[1].Value
          let about = Regex.Match(text, @"^(IL\d+): ([^\s(]+)\([^\s]*\): ")

          if about.Success then
              $"{about.Groups[1].Value} {about.Groups[2].Value}"
          else
              text ]
    |> List.distinct

/// Why nothing gets there: docs/native.md.
let private known: Set<string> =
    File.ReadLines(Path.Combine(__SOURCE_DIRECTORY__, "trimmer.txt")) |> Set.ofSeq

/// The exit code where a warning is new; any other says that this machine cannot compile ahead of time.
let newWarning = 3

let private publish (project: string) : string =
    say $"{project}: compiling ahead of time"
    let published = Path.Combine("artifacts", "aot", project)

    let outcome =
        capture
            "dotnet"
            [ "publish"
              $"src/{project}"
              "-c"
              "Release"
              "-p:AheadOfTime=true"
              "--use-current-runtime"
              "--nologo"
              "-v"
              "quiet"
              "-o"
              published ]

    if outcome.Code <> 0 then
        eprintf "%s" outcome.Output
        exit outcome.Code

    match warnings outcome.Output |> List.filter (known.Contains >> not) with
    | [] -> published
    | found ->
        // Else it would be taken for compiled next time, without a word.
        for folder in Directory.GetDirectories($"src/{project}/obj", "native", SearchOption.AllDirectories) do
            Directory.Delete(folder, true)

        found |> List.iter (eprintfn "  %s")
        eprintfn "%d warnings that are new: avoid them, or say in docs/native.md why they do no harm" found.Length
        exit newWarning

let private copy (source: string) (folder: string) (name: string) : unit =
    let folder = Path.Combine(target, folder)
    Directory.CreateDirectory folder |> ignore
    File.Copy(source, Path.Combine(folder, name), true)

let private pkgConfig (version: string) : string =
    $"""prefix=${{pcfiledir}}/../..
libdir=${{prefix}}/lib
includedir=${{prefix}}/include

Name: schedules
Description: Checkpointing schedules for adjoint calculations
Version: {version}
Cflags: -I${{includedir}}
Libs: -L${{libdir}} -lschedules
"""

let private version: string =
    Regex.Match(File.ReadAllText "Directory.Build.props", "<Version>(.*)</Version>").Groups[1].Value

/// A copy is as new as the sources, also where there was nothing to compile again.
let private renewed (folder: string) (name: string) : unit =
    File.SetLastWriteTimeUtc(Path.Combine(target, folder, name), DateTime.UtcNow)

/// The library with what its users need.
let library () : unit =
    let published = publish "Schedules.Native"

    let library =
        [ "libschedules.so"; "libschedules.dylib"; "schedules.dll" ]
        |> List.map (fun name -> Path.Combine(published, name))
        |> List.find File.Exists

    copy library "lib" (Path.GetFileName library)
    renewed "lib" (Path.GetFileName library)

    for folder in [ "include"; "python"; "fortran" ] do
        for file in Directory.GetFiles $"src/Schedules.Native/{folder}" do
            copy file folder (Path.GetFileName file)

    Directory.CreateDirectory(Path.Combine(target, "lib", "pkgconfig")) |> ignore
    File.WriteAllText(Path.Combine(target, "lib", "pkgconfig", "schedules.pc"), pkgConfig version)
    say $"{target}: lib, include, python, fortran"

let private program: string =
    if OperatingSystem.IsWindows() then
        "schedules.exe"
    else
        "schedules"

/// The command.
let command () : unit =
    let published = publish "Schedules.Cli"
    copy (Path.Combine(published, program)) "bin" program
    renewed "bin" program
    say $"{target}: bin"

/// The path of the command, or why it cannot be tested.
let published () : Result<string, string> =
    let path = Path.GetFullPath(Path.Combine(target, "bin", program))

    let newer =
        [ for folder in [ "src"; "samples" ] do
              for file in Directory.EnumerateFiles(folder, "*.?s", SearchOption.AllDirectories) do
                  if
                      not (file.Split(Path.DirectorySeparatorChar) |> Array.contains "obj")
                      && File.GetLastWriteTimeUtc file > File.GetLastWriteTimeUtc path
                  then
                      file ]

    match File.Exists path, newer with
    | false, _ -> Error $"needs {target}/bin: dotnet fsi build.fsx native"
    | true, file :: _ -> Error $"{target}/bin is older than {file}: dotnet fsi build.fsx native"
    | true, [] -> Ok path
