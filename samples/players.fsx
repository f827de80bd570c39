// Loaded by the first page of docs: schedules that one can step through there, each a page of its own, prepared by the build.
module Players

#load "pages.fsx"

open System.IO
open Pages
open Schedules.FSharp

let private costs =
    CostModel.create 1.0 1.0 [ 0.0; 1.0; 2.0 ] [ 0.0; 1.0; 2.0 ] |> get

let private binomial = InRam.Binomial Trajectory.Maximum

let private mixed =
    InRam.Mixed
        { Restart = 1L
          Dependencies = 1L
          StifflyAccurate = false }

/// Name of a file, what one chooses, and the schedule for steps and slots in RAM.
let private families: (string * string * (int64 -> int -> Spec)) list =
    [ "revolve", "Revolve: RAM", (fun steps slots -> Spec.Revolve(steps, slots, Trajectory.Maximum))
      "mixed", "Mixed: RAM, restart data or dependencies", (fun steps slots -> Spec.Mixed(steps, slots, Storage.Ram))
      "online",
      "Online: RAM, length not known in advance",
      (fun _ slots -> Spec.Online(OnlinePolicy.Dynamic, slots, Storage.Ram, Trajectory.Maximum))
      "h-revolve",
      "H-Revolve: RAM, and 3 slots on disk",
      (fun steps slots -> Spec.HRevolve(steps, [ slots; 3 ], binomial, costs))
      "h-revolve-mixed",
      "H-Revolve: the same, or dependencies in RAM",
      (fun steps slots -> Spec.HRevolve(steps, [ slots; 3 ], mixed, costs))
      "levels",
      "H-Revolve: RAM, 1 slot on disk, 3 on a slower level",
      (fun steps slots -> Spec.HRevolve(steps, [ slots; 1; 3 ], binomial, costs))
      "disk-revolve",
      "Disk-Revolve: RAM, and disk without limit",
      (fun steps slots -> Spec.DiskRevolve(steps, slots, false, binomial, false, costs))
      "two-level",
      "Two-level: disk every 5 steps, length not known",
      (fun _ slots -> Spec.TwoLevel(5L, slots, Storage.Ram, Trajectory.Maximum)) ]

let private lengths = [ 10L; 20L; 40L ]
let private slots = [ 2; 3; 5 ]

let private page (spec: Spec) (steps: int64) : seq<string> =
    let schedule = Spec.build spec |> get

    let schedule =
        if schedule.Length.Steps.IsSome then
            schedule
        else
            Schedule.ofLength steps schedule |> get

    Scene.ofSchedule costs 1L schedule |> get |> HtmlPicture.lines |> get

/// Writes all pages to a folder.
let write (folder: string) : unit =
    Directory.CreateDirectory folder |> ignore

    for name, _, spec in families do
        for steps in lengths do
            for count in slots do
                File.WriteAllLines(Path.Combine(folder, $"{name}-{steps}-{count}.html"), page (spec steps count) steps)

/// What chooses among them, and the one that is shown first.
let choice: string =
    let options (isFirst: 'T -> bool) (values: ('T * string) list) =
        [ for value, text in values do
              let mark = if isFirst value then " selected" else ""
              $"<option value=\"{value}\"{mark}>{text}</option>" ]
        |> String.concat ""

    let named = families |> List.map (fun (name, text, _) -> name, text)

    let numbers values =
        values |> List.map (fun value -> value, string value)

    $"""<form id="choice">
<label>Schedule <select name="family">{options ((=) "revolve") named}</select></label>
<label>Steps <select name="steps">{options ((=) 10L) (numbers lengths)}</select></label>
<label>Slots in RAM <select name="slots">{options ((=) 3) (numbers slots)}</select></label>
</form>
<iframe id="player" src="content/players/revolve-10-3.html" title="A schedule, action by action"></iframe>
<script src="content/player.js"></script>"""
