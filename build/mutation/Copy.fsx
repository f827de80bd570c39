/// A copy of the sources that holds mutants, built with the tests.
module Copy

#load "../shared/Shell.fsx"
#load "Operators.fsx"

open System
open System.Collections.Generic
open System.IO
open System.Text.RegularExpressions
open Shell
open Sites
open Operators

let core = "src/Schedules.FSharp"
let private root = Directory.CreateTempSubdirectory("schedules-mutants-").FullName
AppDomain.CurrentDomain.ProcessExit.Add(fun _ -> Directory.Delete(root, true))

let tests =
    Path.Combine(root, "tests/Properties/bin/Release/net10.0/Properties.dll")

/// Copies everything that belongs to the project.
let create () : unit =
    let files =
        (quietly "git ls-files --cached --others --exclude-standard").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        |> Seq.append (Directory.GetFiles ".paket")
        |> Seq.append [ "paket.lock" ]
        |> Seq.filter File.Exists
        |> Seq.distinct

    for file in files do
        let target = Path.Combine(root, file)
        Directory.CreateDirectory(Path.GetDirectoryName target) |> ignore
        File.Copy(file, target)

    let edit (project: string) (change: string -> string) =
        let path = Path.Combine(root, project)
        File.WriteAllText(path, change (File.ReadAllText path))

    edit $"{core}/Schedules.FSharp.fsproj" (fun text ->
        text.Insert(text.IndexOf "<Compile", "<Compile Include=\"Mutants.fs\" />"))

    edit "tests/Properties/Properties.fsproj" (fun text ->
        Regex.Replace(text, @"<Compile Include=""(Languages/|Repl|\w*Picture|Sketch)[^>]*>", ""))

/// Writes a file with mutants, on the lines on which it has them.
let private writeFile (file: string) (mutants: (int * Site) list) : unit =
    let edits =
        mutants
        |> List.groupBy (fun (_, site) -> site.Line)
        |> List.map (fun (line, mutants) -> line, mutants |> List.collect (fun (number, site) -> site.Edits number))
        |> Map.ofList

    let target = Path.Combine(root, file)

    let lines =
        File.ReadAllLines file
        |> Array.mapi (fun line text -> edits.TryFind line |> Option.fold (fun text edits -> apply edits text) text)

    let top =
        lines |> Array.findIndex (fun line -> Regex.IsMatch(line, "^(namespace|module) "))

    lines[top + 1] <- $"open Schedules.FSharp.Mutants\n#line {top + 2} \"{target}\"\n{lines[top + 1]}"
    File.WriteAllLines(target, lines)

/// The mutants that do not compile.
let private wrong (mutants: (int * Site) list) (output: string) : int list =
    [ for hit in Regex.Matches(output, @"(\S+\.fs)\((\d+),\d+\): error") do
          let file, line =
              Path.GetRelativePath(root, hit.Groups[1].Value), int hit.Groups[2].Value - 1

          if Path.GetFileName file = "Mutants.fs" then
              let definition = definitions mutants |> List.item line
              int (Regex.Match(definition, @"active = (\d+)").Groups[1].Value)
          else
              // An error shows itself where the mutant is, or after it.
              match mutants |> List.filter (fun (_, site) -> site.File = file && site.Line <= line) with
              | [] -> ()
              | before ->
                  let last = before |> List.map (fun (_, site) -> site.Line) |> List.max
                  yield! before |> List.filter (fun (_, site) -> site.Line = last) |> List.map fst ]
    |> List.distinct

/// Builds the copy with these mutants; one that does not compile is replaced by the next that its file has to spare.
let rec build (spare: Map<string, Site list>) (mutants: (int * Site) list) : (int * Site) list =
    let files = mutants |> List.groupBy (fun (_, site) -> site.File) |> Map.ofList
    File.WriteAllLines(Path.Combine(root, core, "Mutants.fs"), definitions mutants)

    for file in spare.Keys do
        writeFile file (Map.tryFind file files |> Option.defaultValue [])

    say $"{mutants.Length} mutants: building"
    let project = Path.Combine(root, "tests/Properties")

    let options =
        "-c Release --nologo -v quiet -clp:ErrorsOnly".Split ' ' |> List.ofArray

    let outcome = capture "dotnet" ("build" :: project :: options)

    match wrong mutants outcome.Output with
    | [] when outcome.Code = 0 -> mutants
    | [] -> failwith outcome.Output
    | wrong ->
        let replace (replaced, spare: Map<string, Site list>, next) (number: int, site: Site) =
            if not (List.contains number wrong) then
                (number, site) :: replaced, spare, next
            else
                match spare[site.File] with
                | [] -> replaced, spare, next
                | other :: rest -> (next, other) :: replaced, spare.Add(site.File, rest), next + 1

        let next = 1 + (mutants |> List.map fst |> List.max)
        let replaced, spare, _ = (([], spare, next), mutants) ||> List.fold replace
        build spare (List.rev replaced)
