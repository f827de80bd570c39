/// Commands, run and said; a failure ends the script with the same exit code.
module Shell

open System
open System.Diagnostics
open System.IO

Environment.CurrentDirectory <- Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", ".."))

/// A line on what comes next, in the order in which it comes, also where a file takes the output.
let say (what: string) : unit = Console.Out.WriteLine what

/// Does something while these environment variables are set; those that the user has set stay as they are.
let under (settings: (string * string) list) (work: unit -> 'T) : 'T =
    let free =
        settings |> List.filter (fun (name, _) -> isNull (Environment.GetEnvironmentVariable name))

    for name, value in free do
        Environment.SetEnvironmentVariable(name, value)

    try
        work ()
    finally
        for name, _ in free do
            Environment.SetEnvironmentVariable(name, null)

type Outcome = { Code: int; Output: string }

/// Runs a command to its end, with its standard output and error, in that order, as text.
let capture (command: string) (arguments: string list) : Outcome =
    let info =
        ProcessStartInfo(command, arguments, RedirectStandardOutput = true, RedirectStandardError = true)

    use child = Process.Start info
    let errors = child.StandardError.ReadToEndAsync()
    let output = child.StandardOutput.ReadToEnd()
    child.WaitForExit()

    { Code = child.ExitCode
      Output = output + errors.Result }

let private succeed (command: string) (arguments: string list) (code: int) : unit =
    if code <> 0 then
        eprintfn "failed: %s %s" command (String.concat " " arguments)
        exit code

let private words (line: string) (extra: string list) : string * string list =
    let words = List.ofArray (line.Split ' ')
    words.Head, words.Tail @ extra

/// Runs a command in the terminal, and gives its exit code. Ctrl-C, which all processes of a terminal are told of, is for the
/// command: who ended here would leave it behind.
let foreground (command: string) (arguments: string list) : int =
    let stay = ConsoleCancelEventHandler(fun _ pressed -> pressed.Cancel <- true)
    Console.CancelKeyPress.AddHandler stay
    use child = Process.Start(ProcessStartInfo(command, arguments))
    child.WaitForExit()
    Console.CancelKeyPress.RemoveHandler stay
    child.ExitCode

/// Runs a command in the terminal.
let sh (line: string) (extra: string list) : unit =
    let command, arguments = words line extra
    foreground command arguments |> succeed command arguments

/// Runs a command, and gives what it printed; that is shown if it fails.
let quietly (line: string) : string =
    let command, arguments = words line []
    let outcome = capture command arguments

    if outcome.Code <> 0 then
        eprintf "%s" outcome.Output

    succeed command arguments outcome.Code
    outcome.Output
