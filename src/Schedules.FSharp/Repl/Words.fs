namespace Schedules.FSharp.Repl

open System
open System.IO
open Schedules.FSharp

/// What `help` prints.
[<Sealed; StructuredFormatDisplay("{Text}")>]
type Help internal () =
    member private _.Text: string =
        """words for a schedule, what a constructor gives, or a list of actions:
  show, svg, html         its picture: printed, or lines for `save "file"`
  cost, verify            under the standard costs; what the referee says of it
  start, next, setLength  a cursor, step by step; the one before stays as it was
  positions               where the calculation stands after each action
  readActions "file"      actions that another tool has written
and for several:
  compare, byMemory       a table; cost against memory, to print or `|> svg |> save "file"`
  bySlots                 cost against slots, as in bySlots (Revolve.schedule 1000) [ 1..20 ]
  families 100 3 10       those for 100 steps that fit 3 slots in RAM and 10 on disk
  get                     what a Result holds"""

    override this.ToString() : string = this.Text

/// The other words.
[<AutoOpen>]
module Words =
    /// The words, one by one.
    let help: Help = Help()

    let private file (work: unit -> 'T) : 'T =
        try
            work ()
        with
        | :? IOException as error -> raise (Refused error.Message)
        | :? UnauthorizedAccessException as error -> raise (Refused error.Message)

    /// Takes a step, says which, and gives the cursor after it. The one before is as it was: going back is keeping it.
    let next (cursor: Cursor) : Cursor =
        match Cursor.next cursor with
        | Next.Action(action, after) ->
            Console.Out.WriteLine(Action.toText action)
            after
        | Next.AwaitingLength
        | Next.Exhausted as other -> raise (Refused other.Text)

    /// Tells the cursor of an online schedule how many steps there are, once its forward stands at or past them.
    let setLength (steps: int64) (cursor: Cursor) : Cursor = Cursor.setLength steps cursor |> get

    /// Writes lines to a file, and says where.
    let save (path: string) (lines: seq<string>) : unit =
        file (fun () ->
            File.WriteAllLines(path, lines)
            Console.Out.WriteLine $"written: {Path.GetFullPath path}")

    /// The actions in a file of lines of JSON, in any of the vocabularies: whatever tool wrote them.
    let readActions (path: string) : Action list =
        file (fun () -> File.ReadLines path |> Vocabulary.read |> Seq.map (fun line -> (get line).Action) |> List.ofSeq)

    /// The cost of schedules against a number of slots, as in `bySlots (Revolve.schedule 1000) [ 1..20 ]`;
    /// numbers that are refused are left out.
    let bySlots (build: int -> Result<Schedule, SpecError>) (slots: seq<int>) : Chart = Comparison.bySlots build slots

    /// The schedules for so many steps that keep no more than so many checkpoints in RAM and on disk, and the
    /// dependencies of one step in WORK; each of them is gone through.
    let families (steps: int64) (ram: int) (disk: int) : Schedule list =
        let costs = CostModel.standard
        let period = max 1L ((steps + int64 disk - 1L) / int64 (max 1 disk))
        let told = Result.bind (Schedule.ofLength steps)

        let fits (schedule: Schedule) : bool =
            match verify schedule with
            | Ok profile ->
                let peak level =
                    Map.tryFind level profile.Peaks |> Option.defaultValue 0L

                peak 0 <= int64 ram && peak 1 <= int64 disk && profile.WorkPeak <= 1L
            | Error _ -> false

        [ Revolve.schedule steps ram
          Multistage.schedule Trajectory.Maximum steps ram disk
          TwoLevel.schedule Trajectory.Maximum period ram Storage.Ram |> told
          PeriodicDisk.schedule period |> told
          SingleDisk.schedule true |> Schedule.ofLength steps
          Mixed.schedule steps ram Storage.Ram
          Mixed.schedule steps disk Storage.Disk
          HRevolve.schedule steps [ ram; disk ] costs
          DiskRevolve.schedule steps ram false costs
          PeriodicDiskRevolve.schedule steps ram DiskPeriod.Searched false costs
          // Its table grows with every slot.
          if steps * int64 (ram + 1) * int64 (disk + 1) <= 100_000L then
              Optimal.schedule steps [ ram; disk ] costs
          for policy in [ OnlinePolicy.R2; OnlinePolicy.Dynamic; OnlinePolicy.Landmarks ] do
              Online.schedule policy ram Storage.Ram |> told ]
        |> List.choose Result.toOption
        |> List.filter fits
