/// Crashes of a toy calculation at every action of a schedule, and what is known after them.
module Schedules.Tests.Crashes

open FsCheck
open FsCheck.FSharp
open Schedules.FSharp
open Schedules.Tests.Families

/// A calculation under a schedule, action by action: index i is after i actions.
type History =
    {
        Schedule: Schedule
        Steps: int64
        Actions: Action[]
        Positions: Position[]
        Toys: Toy.Saved[]
        /// Who wrote what is there.
        Writers: Map<struct (int * int64), int64>[]
    }

/// Which levels survive a crash.
type Durable =
    | Disk
    | All
    | Nothing

    member this.Keeps(level: int) : bool =
        match this with
        | Disk -> level = 1
        | All -> true
        | Nothing -> false

/// A crash after so many actions, where the adjoint's state had been saved so many actions in; r
/// is what is said of it.
type Crash =
    { After: int
      Journal: int
      Reversed: int64
      Site: InterruptedRun }

/// Goes through a schedule, starting with these checkpoints and this adjoint.
let history (steps: int64) (adjoints: int64) (saved: Toy.Saved) (schedule: Schedule) : History =
    let actions = Schedule.actionsOf adjoints schedule |> Array.ofSeq
    let limits = schedule.Limits
    let toy = Toy.Machine(limits.StifflyAccurate, steps, saved)

    let start =
        schedule.StartsWith |> List.map (fun held -> struct (held.Level, held.Step), -1L) |> Map.ofList

    let positions = ResizeArray [ Schedule.position schedule ]
    let toys = ResizeArray [ saved ]
    let writers = ResizeArray [ start ]

    for index, action in Array.indexed actions do
        toy.Do action
        toys.Add toy.Saved

        Replay.stepTold limits schedule.Length positions[index] action |> orFail string |> positions.Add

        match action with
        | Action.Forward(n0, _, ics, deps, Storage.Level level) when ics || deps ->
            writers.Add(writers[index].Add(struct (level, n0), int64 index))
        | Action.Move(n, Storage.Level level, _) -> writers.Add(writers[index].Remove(struct (level, n)))
        | Action.Forward _
        | Action.Move _
        | Action.Copy _
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> writers.Add writers[index]

    { Schedule = schedule
      Steps = steps
      Actions = actions
      Positions = positions.ToArray()
      Toys = toys.ToArray()
      Writers = writers.ToArray() }

/// What is left of a crash; `keep` tells, from a level and a step, what has not been
/// lost to anything else.
let site (history: History) (durable: Durable) keep (after: int) (journal: int) (reversed: int64) : InterruptedRun =
    { Actions = int64 journal
      Steps = ValueNone
      Reversed = reversed
      Survivors =
        [ for struct (level, step, kept) in Store.contents history.Positions[after].Store do
              if durable.Keeps level && keep level step then
                  { Level = level
                    Step = step
                    Holding =
                      if Kept.restarts kept then
                          Holding.RestartData
                      else
                          Holding.Dependencies
                    Index = history.Writers[after][struct (level, step)] } ] }

/// The journal entries that make a difference before a crash: for each number of adjoint steps the
/// first and the last that has it; and nothing saved.
let journals (history: History) (after: int) : (int * int64) list =
    let entries =
        [ for journal in 0..after -> journal, history.Positions[journal].Reversed ]
        |> List.filter (fun (_, reversed) -> reversed < history.Steps)

    [ for _, entries in List.groupBy snd entries do
          List.head entries
          List.last entries
      0, 0L
      after, 0L ]
    |> List.distinct

/// Every crash, with each journal.
let crashes (history: History) (durable: Durable) (keep: int -> int64 -> bool) : seq<Crash> =
    seq {
        for after in 0 .. history.Actions.Length do
            for journal, reversed in journals history after do
                { After = after
                  Journal = journal
                  Reversed = reversed
                  Site = site history durable keep after journal reversed }
    }

/// What the new process finds: the checkpoints that the recovered schedule starts with, and the
/// adjoint as it was saved.
let found (history: History) (crash: Crash) (recovered: Schedule) : Toy.Saved =
    let used =
        recovered.StartsWith |> List.map (fun held -> struct (held.Level, held.Step)) |> Set.ofList

    { Levels = history.Toys[crash.After].Levels |> Map.filter (fun key _ -> used.Contains key)
      Adjoint =
        if crash.Reversed = 0L then
            0UL
        else
            history.Toys[crash.Journal].Adjoint
      At = history.Steps - crash.Reversed }

/// A crash of a problem in numbers that may be anything from 0 on: each is taken
/// modulo how many there are.
type Accident =
    {
        Problem: Problem
        After: int
        /// Which of the journal's entries.
        Entry: int
        Durable: Durable
        /// Which of the checkpoints that survive are lost all the same.
        Lost: int list
    }

let crashOf (accident: Accident) : History * Crash =
    let problem = accident.Problem

    let history =
        buildFor problem |> history problem.Steps problem.Adjoints (Toy.nothing problem.Steps)

    let after = accident.After % (history.Actions.Length + 1)
    let entries = journals history after
    let journal, reversed = entries[accident.Entry % entries.Length]
    let here = site history accident.Durable (fun _ _ -> true) after journal reversed

    let lost =
        if here.Survivors.IsEmpty then
            Set.empty
        else
            accident.Lost |> List.map (fun index -> index % here.Survivors.Length) |> Set.ofList

    let survivors =
        here.Survivors
        |> List.indexed
        |> List.filter (fun (index, _) -> not (lost.Contains index))
        |> List.map snd

    history,
    { After = after
      Journal = journal
      Reversed = reversed
      Site = { here with Survivors = survivors } }

/// Crashes of a family's problems of up to so many steps: of half of them, nothing else is lost.
let accidents (steps: int) (family: Family) : Arbitrary<Accident> =
    let problems = random steps family

    let smaller (from: Accident) =
        seq {
            for problem in Arb.toShrink problems from.Problem -> { from with Problem = problem }

            for after, entry, lost in Random.smaller (from.After, from.Entry, from.Lost) ->
                { from with
                    After = after
                    Entry = entry
                    Lost = lost }
        }
        |> Seq.filter (fun accident -> List.min (accident.After :: accident.Entry :: accident.Lost) >= 0)

    gen {
        let! problem = Arb.toGen problems
        let! after = Gen.choose (0, 100_000)
        let! entry = Gen.choose (0, 1000)
        let! durable = Gen.elements [ Disk; Disk; All ]
        let! count = Gen.elements [ 0; 0; 0; 1; 2; 4 ]
        let! lost = Gen.listOfLength count (Gen.choose (0, 100))

        return
            { Problem = problem
              After = after
              Entry = entry
              Durable = durable
              Lost = lost }
    }
    |> fun accidents -> Arb.fromGenShrink (accidents, smaller)
