/// Makes mutants of the core, and says which of them the tests find.
///
///     dotnet fsi build.fsx mutants                 all that are chosen
///     dotnet fsi build.fsx mutants --sample 20     so many of them
///     dotnet fsi build.fsx mutants --from 28       without the first 27, which have been examined
///     dotnet fsi build.fsx mutants --seed 7        another choice than that of seed 1
///     dotnet fsi build.fsx mutants --list          which they are; nothing is built
///
/// Which mutants there are follows from the text of the sources and the seed, before anything is run: some of every file of
/// mathematics, engine, families, referee and recovery, the more the longer it is, of each kind in turn. One that does not
/// compile is replaced by the next of its file. A mutant that survives is listed, and is no failure: it may change nothing.
/// The tests of pictures, of the other vocabularies and of F# Interactive are left out: what they show is computed elsewhere.
#load "shared/Steps.fsx"
#load "mutation/Verdicts.fsx"

open System
open System.IO
open Shell
open Steps
open Sites
open Operators
open Copy
open Verdicts

let words = List.ofArray fsi.CommandLineArgs[1..]
helpOf "mutants" words

let option (name: string) : int option =
    match
        words
        |> List.tryFindIndex (fun word -> word = name)
        |> Option.map (fun at -> words |> List.tryItem (at + 1))
    with
    | None -> None
    | Some value ->
        match value |> Option.map (fun (text: string) -> Int32.TryParse text) with
        | Some(true, number) when number > 0 -> Some number
        | _ ->
            eprintfn "%s takes a whole number from 1 on" name
            exit 2

let isKnown (word: string) : bool =
    List.contains word [ "--sample"; "--from"; "--seed"; "--list" ] || Seq.forall Char.IsDigit word

match words |> List.tryFind (isKnown >> not) with
| Some word ->
    eprintfn "%s is none of --sample, --from, --seed and --list" word
    exit 2
| None -> ()

let seed = option "--seed" |> Option.defaultValue 1

let files =
    [ for room in [ "Mathematics"; "Engine"; "Families"; "Referee"; "Recovery" ] do
          yield! Directory.GetFiles($"{core}/{room}", "*.fs", SearchOption.AllDirectories) |> Array.sort ]

/// The sites of a file in the order in which they are taken: the kinds in turn, each in random order.
let queue (file: string) : Site list =
    let random = Random(seed + (file |> Seq.sumBy int))

    File.ReadAllLines file
    |> sites file
    |> List.groupBy _.Kind
    |> List.randomShuffleWith random
    |> List.collect (fun (_, sites) -> sites |> List.randomShuffleWith random |> List.indexed)
    |> List.sortBy fst
    |> List.map snd

let wanted (file: string) : int = 1 + File.ReadAllLines(file).Length / 80

/// What is taken of each file, and what comes next there.
let taken, next =
    files
    |> List.map (fun file ->
        let sites = queue file
        List.splitAt (min sites.Length (wanted file)) sites)
    |> List.unzip

/// One of each file, in random order, then a second, and so on.
let chosen: Site list =
    taken
    |> List.randomShuffleWith (Random seed)
    |> List.collect List.indexed
    |> List.sortBy fst
    |> List.map snd
    |> List.truncate (option "--sample" |> Option.defaultValue Int32.MaxValue)
    |> List.indexed
    |> List.filter (fun (index, _) -> index + 1 >= (option "--from" |> Option.defaultValue 1))
    |> List.map snd

let describe (site: Site) : string =
    let shorten (text: string) =
        if text.Length > 60 then text[..59] + "…" else text

    $"{site.File}({site.Line + 1}): %-10s{site.Kind} {shorten site.Was} -> {shorten site.Becomes}"

for file, sites in List.zip files taken do
    if sites.IsEmpty then
        say $"{file}: nothing to change"

if List.contains "--list" words then
    chosen |> List.iter (describe >> say)
    exit 0

let Restored = restore ()
create ()

let mutants =
    chosen |> List.mapi (fun index site -> index + 1, site) |> build (Map.ofList (List.zip files next))

say "no mutant: running"

let limit =
    match examine seed (TimeSpan.FromHours 1) 0 with
    | Survived, taken -> taken * 2.0 + TimeSpan.FromSeconds 30.0
    | verdict, _ ->
        eprintfn "without a mutant: %A" verdict
        exit 1

let verdicts =
    [ for number, site in mutants do
          let verdict, _ = examine seed limit number

          match verdict with
          | Killed by -> say $"killed    {describe site}  by: {by}"
          | Endless -> say $"endless   {describe site}"
          | Survived -> say $"SURVIVED  {describe site}"

          site, verdict ]

let survivors = verdicts |> List.filter (fun (_, verdict) -> verdict.IsSurvived)
say $"\n{survivors.Length} of {verdicts.Length} survive:"
survivors |> List.iter (fun (site, _) -> say $"  {describe site}")
// As the campaigns count it: a mutant that survives may change nothing, and is no failure.
say $"Passed: {verdicts.Length - survivors.Length} (killed), of {verdicts.Length}"
