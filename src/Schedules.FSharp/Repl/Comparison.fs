namespace Schedules.FSharp.Repl

open System
open Schedules.FSharp

/// Schedules side by side, under the standard costs.
[<RequireQualifiedAccess>]
module internal Comparison =
    let private counts (schedule: Schedule) : Counts = Schedule.predict schedule |> get

    /// A line for each, the cheapest first.
    let print (schedules: seq<Schedule>) : unit =
        let line (cost: string) (steps: string) (ratio: string) (ram: string) (disk: string) (name: string) : unit =
            Console.Out.WriteLine $"{cost, 12} {steps, 14} {ratio, 7}  {ram, -19} {disk, -19} {name}"

        line "cost" "forward steps" "a step" "RAM written, read" "DISK written, read" "family"

        for schedule, counts in
            schedules
            |> Seq.map (fun schedule -> schedule, counts schedule)
            |> Seq.sortBy (fun (_, counts) -> Counts.makespan CostModel.standard counts, counts.ForwardSteps) do
            let steps = ValueOption.defaultValue 1L schedule.Length.Steps

            let traffic (level: int) : string =
                let counts = Counts.level level counts
                $"{counts.Writes}, {counts.Reads}"

            line
                ((Counts.makespan CostModel.standard counts).ToString "G6")
                (string counts.ForwardSteps)
                ((Counts.recomputationRatio steps counts).ToString "F2")
                (traffic 0)
                (traffic 1)
                schedule.Name

    let private cost (counts: Counts) : float =
        Counts.makespan CostModel.standard counts

    /// Cost against what RAM holds at most.
    let byMemory (judged: seq<Schedule * Profile>) : Chart =
        { Title = "Cost against memory"
          Across = "checkpoints in RAM at most"
          Up = "cost"
          Points =
            [ for schedule, profile in judged ->
                  { X = Map.tryFind 0 profile.Peaks |> Option.defaultValue 0L |> float
                    Y = cost profile.Counts
                    Label = schedule.Name } ]
            |> List.sortBy (fun point -> point.X, point.Y)
          IsLine = false
          Bound = ValueNone }

    /// Cost against slots; numbers of slots that are refused are left out.
    let bySlots (build: int -> Result<Schedule, SpecError>) (slots: seq<int>) : Chart =
        let built =
            [ for count in slots do
                  match build count with
                  | Ok schedule -> count, schedule
                  | Error _ -> () ]

        { Title =
            match built with
            | (_, schedule) :: _ -> $"{schedule}, cost against slots"
            | [] -> "no number of slots is allowed"
          Across = "slots"
          Up = "cost"
          Points =
            [ for count, schedule in built ->
                  { X = float count
                    Y = cost (counts schedule)
                    Label = "" } ]
          IsLine = true
          Bound = ValueNone }
