/// The planner, against specs that it has not chosen.
module Schedules.Tests.PlannerTests

open System.Collections.Concurrent
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private machine (restart: float) (dependencies: float) (write: float) (read: float) : Machine =
    { Machine.standard with
        RestartBytes = restart
        DependencyBytes = dependencies
        Levels =
            [ LevelSpeed.free
              { LevelSpeed.free with
                  WriteBandwidth = write
                  ReadBandwidth = read } ] }

/// Small machines: data of one size or of two, disks faster or slower than a step.
let private requests: PlanRequest list =
    [ for steps in [ 1L; 2L; 5L; 9L; 12L ] do
          for restart, dependencies in [ 1.0, 1.0; 3.0, 2.0; 2.0, 3.0 ] do
              for write, read in [ 4.0, 4.0; 1.0, 2.0; 0.25, 0.25 ] do
                  for ram, disk in [ 4.0, 0.0; 16.0, 0.0; 12.0, 6.0; 20.0, 40.0 ] do
                      for overlapped in [ true; false ] do
                          { PlanRequest.create steps (machine restart dependencies write read) [ ram; disk ] with
                              Overlapped = overlapped } ]

let private plan (request: PlanRequest) : PlanResult = Planner.plan request |> orFail string

/// Bytes of what a level counts as one; none where the units of a spec are not those of the
/// machine.
let private unit (request: PlanRequest) (spec: Spec) : float voption =
    let machine = request.Machine

    match spec with
    | Spec.UnitSizes(_, _, restart, dependencies, _, _) ->
        if float restart = machine.RestartBytes && float dependencies = machine.DependencyBytes then
            ValueSome 1.0
        else
            ValueNone
    | Spec.Mixed _ -> ValueSome(max machine.RestartBytes machine.DependencyBytes)
    | Spec.HRevolve(_, _, inRam, _)
    | Spec.DiskRevolve(_, _, _, inRam, _, _)
    | Spec.OneDRevolve(_, _, _, inRam, _, _)
    | Spec.PeriodicDiskRevolve(_, _, _, _, inRam, _, _)
    | Spec.AsyncDisk(_, _, inRam, _, _)
    | Spec.AsyncPeriodicDisk(_, _, inRam, _, _) ->
        match inRam with
        | InRam.Binomial _ -> ValueSome machine.RestartBytes
        | InRam.Mixed size ->
            if float size.Restart = machine.RestartBytes && float size.Dependencies = machine.DependencyBytes then
                ValueSome 1.0
            else
                ValueNone
    | Spec.SingleMemory
    | Spec.SingleDisk _ -> ValueSome machine.DependencyBytes
    | Spec.None -> ValueNone
    | Spec.Revolve _
    | Spec.Multistage _
    | Spec.TwoLevel _
    | Spec.PeriodicDisk _
    | Spec.Uniform _
    | Spec.Optimal _
    | Spec.Online _ -> ValueSome machine.RestartBytes

/// A schedule and what it takes, by the referee: many requests come with the same spec.
let private judged: int64 -> Spec -> Schedule * Profile =
    let known = ConcurrentDictionary<struct (int64 * Spec), Schedule * Profile>()

    fun steps spec ->
        known.GetOrAdd(
            struct (steps, spec),
            fun _ ->
                let schedule = build spec |> Schedule.ofLength steps |> orFail string
                schedule, Schedule.profileOf 1L schedule |> orFail string
        )

/// What a schedule really holds on each level.
let private needs (request: PlanRequest) (unit: float) (schedule: Schedule, profile: Profile) : Map<int, float> =
    let slower = profile.Peaks |> Map.filter (fun level _ -> level > 0)
    let machine = request.Machine

    let largest =
        match schedule.Spec with
        | ValueSome(Spec.UnitSizes _) -> max machine.RestartBytes machine.DependencyBytes
        | ValueSome spec when (Spec.family spec).WeighsCosts -> machine.RestartBytes
        | ValueSome _
        | ValueNone -> unit

    let ram =
        unit * float (Map.tryFind 0 profile.Peaks |> Option.defaultValue 0L)
        + machine.DependencyBytes * float profile.WorkPeak
        + float slower.Count * request.BufferBytes largest

    slower |> Map.map (fun _ units -> unit * float units) |> Map.add 0 ram

let private fits (request: PlanRequest) (needs: Map<int, float>) : bool =
    needs |> Map.forall (fun level bytes -> bytes <= request.Budget level)

let private isStiff (schedule: Schedule) : bool = schedule.Limits.StifflyAccurate

/// Slots of whatever number, costs of the machine and others.
let private specs (request: PlanRequest) : Spec list =
    let ofMachine = Machine.costs request.Machine |> orFail string

    let under (costs: CostModel) (spec: Spec) : Spec =
        match spec with
        | Spec.HRevolve(steps, slots, inRam, _) -> Spec.HRevolve(steps, slots, inRam, costs)
        | Spec.DiskRevolve(steps, ram, once, inRam, keep, _) -> Spec.DiskRevolve(steps, ram, once, inRam, keep, costs)
        | Spec.OneDRevolve(steps, ram, once, inRam, keep, _) -> Spec.OneDRevolve(steps, ram, once, inRam, keep, costs)
        | Spec.PeriodicDiskRevolve(steps, ram, period, once, inRam, keep, _) ->
            Spec.PeriodicDiskRevolve(steps, ram, period, once, inRam, keep, costs)
        | Spec.AsyncDisk(steps, ram, inRam, keep, _) -> Spec.AsyncDisk(steps, ram, inRam, keep, costs)
        | Spec.AsyncPeriodicDisk(ram, period, inRam, keep, _) -> Spec.AsyncPeriodicDisk(ram, period, inRam, keep, costs)
        | Spec.Optimal(steps, slots, _) -> Spec.Optimal(steps, slots, costs)
        | Spec.None
        | Spec.SingleMemory
        | Spec.SingleDisk _
        | Spec.Revolve _
        | Spec.Multistage _
        | Spec.TwoLevel _
        | Spec.PeriodicDisk _
        | Spec.Uniform _
        | Spec.Mixed _
        | Spec.UnitSizes _
        | Spec.Online _ -> spec

    [ for family in all do
          for spec in family.Small request.Steps do
              spec
              under ofMachine spec ]
    |> List.distinctBy Spec.toText
    // Under other costs nothing may stay on disk.
    |> List.filter (fun spec -> (Spec.build spec).IsOk)

[<Tests>]
let tests =
    testList
        "Planner"
        [ testCase "no schedule that fits is faster than the plan's" (fun () ->
              for request in Effort.oneOf 11 requests do
                  let found = plan request

                  let best =
                      found.Ranking |> List.tryHead |> Option.map _.Seconds |> Option.defaultValue infinity

                  for spec in specs request do
                      match unit request spec with
                      | ValueNone -> ()
                      | ValueSome unit ->
                          let schedule, profile = judged request.Steps spec

                          if
                              not (isStiff schedule)
                              && schedule.Adjoints <> Adjoints.Times 0L
                              && needs request unit (schedule, profile) |> fits request
                          then
                              let time =
                                  Schedule.timeOf request.Machine request.Overlapped 1L schedule |> orFail string

                              if time.Seconds < best - 1e-9 then
                                  failtest $"{time} instead of {best}: {Spec.toText spec}, {request}")

          testCase "every family with an adjoint calculation is a candidate" (fun () ->
              let candidates =
                  [ for request in requests do
                        for candidate in Candidates.all request -> (Spec.family candidate.Spec).Name ]
                  |> Set.ofList

              let families = Family.all |> List.map _.Name |> Set.ofList
              Assert.Equal<Set<string>>(Set.singleton "none", families - candidates))

          testCase "the plan's schedules take and need no more than is said" (fun () ->
              for request in requests do
                  let found = plan request

                  for planned in found.Ranking do
                      let schedule, profile = judged request.Steps planned.Spec

                      let time =
                          Schedule.timeOf request.Machine request.Overlapped 1L schedule |> orFail string

                      Assert.True planned.IsExact
                      Assert.Equal(time.Seconds, planned.Seconds, 1e-9)
                      Assert.InRange(found.LowerBound, 0.0, planned.Seconds + 1e-9)

                      match unit request planned.Spec with
                      | ValueNone -> ()
                      | ValueSome unit ->
                          for KeyValue(level, bytes) in needs request unit (schedule, profile) do
                              let said =
                                  if level = 0 then
                                      planned.Ram
                                  else
                                      Map.tryFind level planned.Slower |> Option.defaultValue 0.0

                              Assert.InRange(bytes, 0.0, said + 1e-9)
                              Assert.InRange(said, 0.0, request.Budget level))

          testCase "the fastest comes first, and what takes and needs the same is there once" (fun () ->
              for request in requests do
                  let ranking = (plan request).Ranking
                  Assert.Equal(ranking |> List.map _.Seconds |> List.sort, ranking |> List.map _.Seconds)

                  let same (planned: Planned) =
                      planned.Seconds, planned.Ram, Map.toList planned.Slower, string planned.Counts

                  Assert.Equal(ranking.Length, ranking |> List.distinctBy same |> List.length))

          testCase "a loss is laid to what grows most" (fun () ->
              let request = PlanRequest.create 100L (machine 1.0 1.0 1.0 1.0) [ 12.0; 1000.0 ]

              let ranking = (plan request).Ranking
              let revolve = ranking |> List.find (fun planned -> planned.Spec.IsRevolve)
              Assert.True((Planner.loss ranking.Head ranking.Head).IsNone)

              match Planner.loss ranking.Head revolve with
              | ValueSome(Spending.Computing, more) ->
                  Assert.Equal(revolve.Computing - ranking.Head.Computing, more, 1e-9)
              | other -> failtest $"{other}")

          testCase "without a limit of time, work is bounded, and what was too much is named" (fun () ->
              let request =
                  { PlanRequest.create 100_000L (machine 1.0 5.0 1e6 1e6) [ 1000.0; 100_000.0 ] with
                      Work = 100_000L }

              let found = plan request
              Assert.NotEmpty found.Ranking

              Assert.True(found.LeftOut |> List.exists (fun (spec, reason) -> spec.IsHRevolve && reason.IsTooMuchWork))

              for _, reason in found.LeftOut do
                  match reason with
                  | LeftOut.TooMuchWork(work, left) -> Assert.True(work > float left, string reason)
                  | LeftOut.TooBig _
                  | LeftOut.Refused _ -> ()

              Assert.True(found.Ranking |> List.exists (fun planned -> not planned.IsExact)))

          testCase
              "of an unknown length only schedules that find it out are planned, of several adjoints those that repeat"
              (fun () ->
                  let request = PlanRequest.create 50L (machine 1.0 1.0 1.0 1.0) [ 20.0; 1000.0 ]

                  for planned in (plan { request with IsKnown = false }).Ranking do
                      Assert.False (Spec.family planned.Spec).IsOffline

                  for planned in (plan { request with Adjoints = 3L }).Ranking do
                      Assert.Equal(Adjoints.AnyNumber, (build planned.Spec).Adjoints))

          testCase "adjoint states, a journal and buffers are counted" (fun () ->
              let request = PlanRequest.create 50L (machine 1.0 1.0 1.0 1.0) [ 30.0; 1000.0 ]

              let ram request =
                  (plan request).Ranking |> List.find (fun planned -> planned.Spec.IsSingleDisk) |> _.Ram
              // WORK and four buffers.
              Assert.Equal(5.0, ram request, 1e-9)
              Assert.Equal(7.0, ram { request with AdjointBytes = 2.0 }, 1e-9)

              Assert.Equal(
                  11.0,
                  ram
                      { request with
                          AdjointBytes = 2.0
                          Journal = true },
                  1e-9
              )

              Assert.Empty
                  (plan
                      { request with
                          Budgets = [ 0.5; 1000.0 ] })
                      .Ranking)

          testCase "a request that makes no sense is refused by name" (fun () ->
              let refused parameter request =
                  match Planner.plan request with
                  | Error error -> Assert.Equal<string>(parameter, error.Parameter)
                  | Ok _ -> failtest parameter

              let request = PlanRequest.create 50L (machine 1.0 1.0 1.0 1.0) [ 20.0 ]
              refused "steps" { request with Steps = 0L }
              refused "adjoints" { request with Adjoints = 0L }
              refused "work" { request with Work = 0L }
              refused "budgets" { request with Budgets = [] }
              refused "budgets" { request with Budgets = [ nan ] }

              refused
                  "advance"
                  { request with
                      Machine = { request.Machine with Advance = nan } }) ]
