// Loaded by the pages in docs: they show sources that are compiled elsewhere, commands and what they print, tables and pictures.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open System.Diagnostics
open System.IO
open System.Net
open Schedules.FSharp

/// What a Result holds; an error ends the page with what is wrong.
let get (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> failwith (string error)

let private root: string =
    Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, ".."))

let private block (kind: string) (text: string) : string =
    $"<pre class=\"{kind}\"><code>{WebUtility.HtmlEncode text}</code></pre>"

/// A region of a source file of a sample, as it is compiled.
let sourceOf (sample: string) (file: string) (region: string) : string =
    let lines =
        File.ReadAllLines(Path.Combine(root, "samples", sample, file))
        |> Array.skipWhile (fun line -> line.Trim() <> $"#region {region}")

    if lines.Length = 0 then
        failwith $"{file} has no region {region}"

    let lines =
        lines
        |> Array.skip 1
        |> Array.takeWhile (fun line -> line.Trim() <> "#endregion")
        |> Array.filter (fun line -> not (line.TrimStart().StartsWith "/// <inheritdoc"))

    let indent =
        lines
        |> Array.filter (fun line -> line.Trim() <> "")
        |> Array.map (fun line -> line.Length - line.TrimStart().Length)
        |> Array.min

    lines
    |> Array.map (fun line -> if line.Length > indent then line.Substring indent else "")
    |> String.concat "\n"
    |> _.Trim('\n')
    |> block "csharp"

/// Lines of a C# file: from the first with a text to the next with another.
let excerpt (file: string) (first: string) (last: string) : string =
    let lines =
        File.ReadAllLines(Path.Combine(root, file))
        |> Array.skipWhile (fun line -> not (line.Contains first))

    match lines |> Array.tryFindIndex _.Contains(last) with
    | None -> failwith $"{file} has no lines from {first} to {last}"
    | Some count ->
        let indent = lines[0].Length - lines[0].TrimStart().Length

        lines[..count]
        |> Array.map (fun line -> if line.Length > indent then line.Substring indent else "")
        |> String.concat "\n"
        |> block "csharp"

/// A region of a source file of the sample `Pendulum`.
let source: string -> string -> string = sourceOf "Pendulum"

/// What a program prints, all of it; a program that ends otherwise than expected ends the page, too.
let private run (expected: int) (program: string) (arguments: string list) : string =
    let name = Path.GetFileNameWithoutExtension program

    let info =
        ProcessStartInfo(
            "dotnet",
            Path.Combine(root, program) :: arguments,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    info.Environment["NO_COLOR"] <- "1"
    use child = Process.Start info
    let errors = child.StandardError.ReadToEndAsync()
    let output = child.StandardOutput.ReadToEnd() + errors.Result
    child.WaitForExit()

    if child.ExitCode <> expected then
        failwith $"{name} ended with {child.ExitCode}, not with {expected}: {output}"

    output.TrimEnd()

/// What an example of the sample `Pendulum` prints.
let pendulum (arguments: string list) : string =
    run 0 "samples/Pendulum/bin/Release/net10.0/Pendulum.dll" arguments |> block "output"

/// The first and the last lines of what the sample `Inversion` prints.
let inversion (arguments: string list) : string =
    let lines =
        (run 0 "samples/Inversion/bin/Release/net10.0/Inversion.dll" arguments).Split '\n'

    [ yield! Array.truncate 3 lines
      "…"
      yield! Array.skip (lines.Length - 2) lines ]
    |> String.concat "\n"
    |> block "output"

/// An example that is killed on its way.
let killed (arguments: string list) : unit =
    run 137 "samples/Pendulum/bin/Release/net10.0/Pendulum.dll" arguments |> ignore

/// A line for the terminal, with what the command `schedules` prints.
let command (expected: int) (line: string) : string =
    let arguments =
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) |> List.ofArray

    let output =
        run expected "src/Schedules.Cli/bin/Release/net10.0/schedules.dll" arguments

    block "command" $"schedules {line}" + block "output" output

/// A table; what looks like a number stands at the right.
let table (heads: string list) (rows: string list list) : string =
    let isNumber (text: string) =
        text <> "" && (Char.IsDigit text[0] || text = "–")

    let numeric =
        heads |> List.mapi (fun column _ -> rows |> List.forall (fun row -> isNumber row[column]))

    let line (tag: string) (cells: string list) =
        List.zip numeric cells
        |> List.map (fun (isNumeric, cell) ->
            let kind = if isNumeric then " class=\"number\"" else ""
            $"<{tag}{kind}>{cell}</{tag}>")
        |> String.concat ""
        |> fun cells -> $"<tr>{cells}</tr>"

    let head = line "th" heads
    let body = rows |> List.map (line "td") |> String.concat "\n"
    $"<div class=\"wide\"><table><thead>{head}</thead>\n<tbody>{body}</tbody></table></div>"

let private figure (description: string) (caption: string) (svg: string) : string =
    let data = Convert.ToBase64String(Text.Encoding.UTF8.GetBytes svg)
    let alt = WebUtility.HtmlEncode description
    $"<figure><img alt=\"{alt}\" src=\"data:image/svg+xml;base64,{data}\"><figcaption>{caption}</figcaption></figure>"

/// The time-line picture of a schedule.
let picture (caption: string) (schedule: Schedule) : string =
    let scene = Scene.ofSchedule CostModel.standard 1L schedule |> get

    SvgPicture.lines scene
    |> get
    |> String.concat "\n"
    |> figure $"Time-line of {scene.Title}: {caption}" caption

/// The picture that a sample draws; its last word is the name of a file.
let drawing (caption: string) (sample: string) (arguments: string list) : string =
    let file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.svg")

    try
        run 0 $"samples/{sample}/bin/Release/net10.0/{sample}.dll" (arguments @ [ file ]) |> ignore

        File.ReadAllText file |> figure caption caption
    finally
        File.Delete file
