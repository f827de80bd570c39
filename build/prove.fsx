/// Verifies the proofs, and that broken ones are rejected; compares the proved definitions with the library.
///
///     dotnet fsi build.fsx prove
///
/// Needs z3 on the path. Dafny has a tool manifest of its own, in proofs/, and is installed when first asked for.
#load "shared/Steps.fsx"

open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions
open Shell
open Steps

helpOf "prove" (List.ofArray fsi.CommandLineArgs[1..])

let proofs = Path.GetFullPath "proofs"

let files =
    [ "Binomial"
      "MixedPlan"
      "MixedGroups"
      "Mixed"
      "Room"
      "Pebbles"
      "Referee"
      "Revolve"
      "Engine"
      "Emit" ]

/// Exit code and output of a command.
let run (directory: string) (command: string) (arguments: string list) : int * string =
    let info =
        ProcessStartInfo(
            command,
            arguments,
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    use child = Process.Start info
    let errors = child.StandardError.ReadToEndAsync()
    let output = child.StandardOutput.ReadToEnd()
    child.WaitForExit()
    child.ExitCode, output + errors.Result

let mutable passed = 0
let mutable failed = 0

let check (what: string) (holds: bool) (detail: string) : unit =
    if holds then
        passed <- passed + 1
        printfn "%s" what
    else
        failed <- failed + 1
        printfn "FAILED: %s\n%s" what detail

let finish () =
    say $"Passed: {passed}"
    say $"Failed: {failed}"
    exit (if failed = 0 then 0 else 1)

let source (file: string) : string =
    File.ReadAllText(Path.Combine(proofs, file + ".dfy"))

/// Whatever would let Dafny believe without proof. A lemma without a body is a warning of Dafny's, and an error here.
let unproved: Regex =
    Regex @"\bassume\b|\{:axiom\}|\{:verify\s+false\}|\bexpect\b|\{:extern|\{:only"

for file in files do
    let found = unproved.Matches(source file) |> Seq.map _.Value |> String.concat ", "
    check $"{file}: nothing is assumed" (found = "") found

let z3 =
    (Environment.GetEnvironmentVariable "PATH").Split(Path.PathSeparator)
    |> Array.map (fun folder -> Path.Combine(folder, "z3"))
    |> Array.tryFind File.Exists

match z3 with
| None ->
    say "z3 is missing, nothing is proved: install it (Debian: apt-get install z3), then prove again"
    say "Skipped: 1"
    finish ()
| Some _ -> ()

let dafny (directory: string) (arguments: string list) : int * string =
    run directory "dotnet" ([ "dafny" ] @ arguments @ [ "--solver-path"; z3.Value ])

match run proofs "dotnet" [ "tool"; "restore" ] with
| 0, _ -> ()
| _, output ->
    say $"Dafny cannot be installed, nothing is proved:\n{output.Trim()}"
    say "Skipped: 1"
    finish ()

/// What each gives, in order; two at a time.
let inParallel (work: 'a -> 'b) (items: 'a list) : 'b list =
    Async.Parallel([ for item in items -> async { return work item } ], 2)
    |> Async.RunSynchronously
    |> List.ofArray

let obligations (output: string) : int =
    Regex.Matches(output, @"(\d+) verified") |> Seq.sumBy (fun hit -> int hit.Groups[1].Value)

let verify (file: string) : float * int * string =
    let clock = Stopwatch.StartNew()

    let code, output =
        dafny proofs [ "verify"; file + ".dfy"; "--verification-time-limit"; "600" ]

    clock.Elapsed.TotalSeconds, code, output

for file, (seconds, code, output) in List.zip files (inParallel verify files) do
    check $"{file}: {obligations output} obligations in %.0f{seconds} s" (code = 0) output

/// Theorem, file, what is broken, and how: each must be refused by the verifier, not by the parser.
let broken: (string * string * string * string * string) list =
    [ "Binomial", "Binomial", "a larger lower bound", "r * l - Beta(s + 1, r - 1)", "r * l - Beta(s, r - 1)"
      "Binomial",
      "Binomial",
      "all slots after a split",
      "Reverses(after, l - advance, s - 1)",
      "Reverses(after, l - advance, s)"
      "Binomial",
      "Binomial",
      "an interval that is too long",
      "var byRepetitions := Beta(s, r - 1);",
      "var byRepetitions := Beta(s, r);"
      "Binomial", "Binomial", "an interval that is too short", "    Beta(s, r - 2) <= i <=", "    Beta(s, r - 2) < i <="
      "Mixed",
      "MixedPlan",
      "all units after a split",
      "Reverses(after, l - advance, s - 1)",
      "Reverses(after, l - advance, s)"
      "Mixed",
      "MixedPlan",
      "dependencies that take no unit",
      "&& Reverses(rest, l - 1, s - 1)",
      "&& Reverses(rest, l - 1, s)"
      "Mixed", "MixedGroups", "one gap more of each size", "else if s == w then 1", "else if s == w then 2"
      "Mixed", "Mixed", "a step less", "+ Begun(l, s, r, w)", "+ Begun(l, s, r, w) - 1"
      "Mixed",
      "Mixed",
      "gaps that begin too late",
      "Binomial.Beta(s - w, r - 1) - (High(s, r, w) - l) / w",
      "Binomial.Beta(s - w, r - 1) - (High(s, r, w) - l + 1) / w"
      "Referee", "Referee", "one slot more than allowed", "|a.kept| < s)", "|a.kept| <= s)"
      "Referee",
      "Referee",
      "reading over what WORK holds",
      "case Copy(step) => step in a.kept && step < a.adjoint && a.work == Empty",
      "case Copy(step) => step in a.kept && step < a.adjoint"
      "Referee",
      "Referee",
      "reversing without dependencies",
      " && n1 >= 1 && a.work == Dependencies(n1 - 1)",
      " && n1 >= 1"
      "Referee",
      "Referee",
      "a forward step more than needed",
      "ensures Cost(actions) >= n + Bound(n, s, r)",
      "ensures Cost(actions) >= n + 1 + Bound(n, s, r)"
      "Revolve",
      "Revolve",
      "a slot that is not free",
      "Enter(after, n + i, l - i, s - 1, swept)\n      + Resume",
      "Enter(after, n + i, l - i, s, swept)\n      + Resume"
      "Revolve",
      "Revolve",
      "a checkpoint left behind",
      "case Single => [Action.Move(n)] + Recording(n, true)",
      "case Single => [Action.Copy(n)] + Recording(n, true)"
      "Revolve",
      "Revolve",
      "a step for nothing",
      "ensures Cost(stream) == n + Bound(n, s, r)",
      "ensures Cost(stream) == n + Bound(n, s, r) - 1"
      "Engine",
      "Engine",
      "a policy that advances to the adjoint",
      "1 <= policy.enter(l, c).advance < l)",
      "1 <= policy.enter(l, c).advance <= l)"
      "Engine",
      "Engine",
      "a checkpoint left behind",
      "case Release(next) => [Move(step, level)]",
      "case Release(next) => [Copy(step, level)]"
      "Engine", "Engine", "no end of the forward", "(if swept then [] else [EndForward])", "[]" ]

let scratch =
    Path.Combine(Path.GetTempPath(), "schedules-proofs-" + string Environment.ProcessId)

try
    Directory.CreateDirectory(Path.Combine(scratch, ".config")) |> ignore
    let manifest = Path.Combine(".config", "dotnet-tools.json")
    File.Copy(Path.Combine(proofs, manifest), Path.Combine(scratch, manifest))

    /// A directory of the proofs, one file of which may have another text.
    let lay (name: string) (other: Map<string, string>) : string =
        let directory = Directory.CreateDirectory(Path.Combine(scratch, name)).FullName

        for file in files do
            let text = other |> Map.tryFind file |> Option.defaultWith (fun () -> source file)
            File.WriteAllText(Path.Combine(directory, file + ".dfy"), text)

        directory

    let altered (file: string, find: string, replace: string) : string = (source file).Replace(find, replace)

    let reject (index: int, (_, file, _, find, replace)) : int * string =
        let directory =
            lay (string index) (Map.empty.Add(file, altered (file, find, replace)))

        dafny directory [ "verify"; file + ".dfy" ]

    for (theorem, file, what, find, replace), (code, output) in
        List.zip broken (broken |> List.indexed |> inParallel reject) do
        // 4: verification errors; 2 would be an error of syntax or of types.
        let isRejected = altered (file, find, replace) <> source file && code = 4
        check $"{theorem}, {what}: rejected" isRejected $"exit code {code}\n{output}"

    let whole = lay "whole" Map.empty
    let Built = restore () |> buildOnly "src/Schedules.FSharp"
    let values = Path.Combine(scratch, "values.txt")
    let code, emitted = dafny whole [ "run"; "Emit.dfy"; "--no-verify" ]
    File.WriteAllText(values, emitted)
    check "the proved definitions are run" (code = 0) emitted
    let code, output = run proofs "dotnet" [ "fsi"; "compare.fsx"; values ]
    check $"the library agrees:\n{output.Trim()}" (code = 0) ""
finally
    if Directory.Exists scratch then
        Directory.Delete(scratch, true)

finish ()
