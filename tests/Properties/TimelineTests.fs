/// Wall time in virtual time: where it is known, and what holds of any.
module Schedules.Tests.TimelineTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private costs: CostModel =
    CostModel.create 0.5 3.0 [ 0.25; 8.0; 16.0 ] [ 0.125; 4.0; 32.0 ] |> orFail string

let private time (machine: Machine) (overlapped: bool) (problem: Problem) : Timeline =
    buildFor problem |> Schedule.timeOf machine overlapped problem.Adjoints |> orFail string

/// All kinds of machines: costs that are exact in binary, sizes that differ, few buffers or many.
let private machines: Machine list =
    [ Machine.ofCosts costs
      { Machine.standard with
          Record = 1.25
          Reverse = 1.75
          RestartBytes = 8.0
          DependencyBytes = 24.0
          CopyBandwidth = 64.0
          Levels =
              [ { LevelSpeed.free with
                    WriteBandwidth = 64.0
                    ReadBandwidth = 128.0 }
                { WriteLatency = 0.25
                  ReadLatency = 0.5
                  WriteBandwidth = 16.0
                  ReadBandwidth = 32.0 } ]
          Buffers = 2
          LookAhead = 3 } ]

let private slow (write: float) (read: float) : Machine =
    { Machine.standard with
        Levels =
            [ LevelSpeed.free
              { LevelSpeed.free with
                  WriteLatency = write
                  ReadLatency = read } ] }

let private exact (expected: float) (found: float) : unit = Assert.Equal(expected, found, 1e-9)

let private each (sentence: string) (test: Problem -> unit) : Test =
    testFamilies all sentence (fun family -> few 7 12L family |> Seq.iter test)

[<Tests>]
let tests =
    testList
        "Timeline"
        [ each "without overlap it is the makespan, for costs" (fun problem ->
              let counts = Schedule.predictOf problem.Adjoints (buildFor problem) |> orFail string

              // The makespan has the recording of a step in ub, once for each step
              // reversed: what is recorded more often, or not reversed, is beside.
              let recorded = float (counts.RecordedSteps - counts.ReversedSteps)

              let expected =
                  Counts.makespan costs counts + recorded * (Machine.ofCosts costs).Record

              let found = (time (Machine.ofCosts costs) false problem).Seconds
              Invariants.require problem (abs (expected - found) < 1e-9) $"{expected} expected, {found} found")

          each "the computation and what is waited for are all of it" (fun problem ->
              for machine in machines do
                  for overlapped in [ false; true ] do
                      let found = time machine overlapped problem

                      let waiting =
                          found.Levels |> Map.toSeq |> Seq.sumBy (fun (_, level) -> level.Waiting)

                      Invariants.require problem (abs (found.Computing + waiting - found.Seconds) < 1e-9) $"{found}")

          each "actions begin one after the other, from 0, and end with all of it" (fun problem ->
              for machine in machines do
                  for overlapped in [ false; true ] do
                      let schedule = buildFor problem

                      let starts =
                          Schedule.startsOf machine overlapped problem.Adjoints schedule |> orFail string |> List.ofSeq

                      let actions =
                          (Schedule.profileOf problem.Adjoints schedule |> orFail string).Actions

                      Assert.Equal(actions + 1L, int64 starts.Length)
                      exact 0.0 starts.Head
                      exact (time machine overlapped problem).Seconds (List.last starts)
                      Invariants.require problem (starts = List.sort starts) $"{starts}")

          each "overlap takes no longer, and no less than computing or any device" (fun problem ->
              for machine in machines do
                  let overlapped, not = time machine true problem, time machine false problem
                  Invariants.require problem (overlapped.Seconds <= not.Seconds + 1e-9) $"{overlapped}; {not}"
                  exact not.Computing overlapped.Computing

                  for KeyValue(_, level) in overlapped.Levels do
                      Invariants.require problem (level.Busy <= overlapped.Seconds + 1e-9) $"{overlapped}")

          each "no schedule is faster than the lower bound" (fun problem ->
              for machine in machines do
                  let schedule = buildFor problem
                  let profile = Schedule.profileOf 1L schedule |> orFail string

                  if schedule.Adjoints <> Adjoints.Times 0L then
                      let buffers =
                          float machine.Buffers * (machine.RestartBytes + machine.DependencyBytes)

                      let units level =
                          profile.Peaks |> Map.tryFind level |> Option.defaultValue 0L |> float

                      let unit =
                          machine.RestartBytes + machine.DependencyBytes * float (max 1L profile.WorkPeak)

                      let room: Room =
                          { Ram = buffers + units 0 * unit
                            Slower = [ units 1 * unit; units 2 * unit; units 3 * unit ]
                            WorkSteps = max 1L profile.WorkPeak
                            KeepsDependencies = true }

                      let bound = LowerBound.seconds machine room problem.Steps
                      let found = (Schedule.timeOf machine true 1L schedule |> orFail string).Seconds
                      Invariants.require problem (bound <= found + 1e-9) $"{bound} is no bound of {found}")

          testCase "writes go on behind the computation, as long as there are buffers" (fun () ->
              // Ten steps to disk, a second each: 4 buffers hide a disk of a second a
              // write, and one twice as slow is waited for.
              let keep =
                  [ for n in 0L .. 9L -> Action.Forward(n, n + 1L, true, false, Storage.Disk) ]

              let seconds machine =
                  (Timeline.ofActions machine true (Length.Known 10L) keep).Seconds

              exact 10.0 (seconds (slow 1.0 1.0))
              exact 20.0 (seconds (slow 2.0 1.0))
              // The last write begins when the last step does; four steps ahead of the
              // device are all that the buffers allow.
              let told = Timeline.ofActions (slow 2.0 1.0) true (Length.Known 10L) keep
              exact 10.0 told.Computing
              exact 20.0 told.Levels[1].Busy)

          testCase "single-disk hides a disk that is as fast as a step" (fun () ->
              let schedule =
                  build (Spec.SingleDisk true) |> Schedule.ofLength 200L |> orFail string

              let found = Schedule.time (slow 1.0 1.0) schedule |> orFail string
              // 200 steps there, 200 back, and the last write and the read of the same step that
              // nothing hides.
              Assert.InRange(found.Seconds, 400.0, 403.0)
              exact 800.0 (Schedule.timeOf (slow 1.0 1.0) false 1L schedule |> orFail string).Seconds)

          testCase "the lower bound of the literature's table" (fun () ->
              for write, expected in
                  [ 1.0, 2999.0
                    2.0, 3489.0
                    5.0, 3789.0
                    10.0, 3889.0
                    20.0, 3939.0
                    50.0, 3969.0 ] do
                  let room: Room =
                      { Ram = 10.0
                        Slower = [ infinity ]
                        WorkSteps = 1L
                        KeepsDependencies = false }

                  exact expected (LowerBound.seconds (slow write write) room 1000L))

          testCase "a machine is read from words as it is written" (fun () ->
              let text =
                  "advance=0.02,reverse=0.5 restart=1MB dependencies=0 disk-write=1.5GB/s disk-read-latency=0.25"

              let machine = MachineText.parse text |> orFail string
              exact 0.02 machine.Record
              exact 1.5e9 (machine.Level 1).WriteBandwidth
              exact 0.25 (machine.Level 1).ReadLatency
              Assert.True(System.Double.IsInfinity (machine.Level 0).WriteBandwidth)
              Assert.Equal(machine, MachineText.parse (MachineText.write machine) |> orFail string))

          testCase "a machine that makes no sense is refused by name" (fun () ->
              let refused parameter machine =
                  match build (Spec.Revolve(5L, 2, Trajectory.Maximum)) |> Schedule.time machine with
                  | Error error -> Assert.Equal<string>(parameter, error.Parameter)
                  | Ok found -> failtest $"{found}"

              refused "advance" { Machine.standard with Advance = -1.0 }
              refused "record" { Machine.standard with Record = nan }

              refused
                  "copyBandwidth"
                  { Machine.standard with
                      CopyBandwidth = 0.0 }

              refused "buffers" { Machine.standard with Buffers = 1 }
              refused "lookAhead" { Machine.standard with LookAhead = 0 }
              refused "levels" { Machine.standard with Levels = [] }

              refused
                  "writeBandwidth"
                  { Machine.standard with
                      Levels =
                          [ { LevelSpeed.free with
                                WriteBandwidth = nan } ] }

              for text, wrong in
                  [ "advance", "advance"
                    "advance=-1", "advance"
                    "speed=1", "speed"
                    "disk-speed=1", "disk-speed"
                    "disk-write=0", "disk-write"
                    "buffers=1", "buffers"
                    "restart=1XB", "restart" ] do
                  match MachineText.parse text with
                  | Error error -> Assert.Contains(wrong, string error)
                  | Ok found -> failtest $"{found}"

              match build (Spec.PeriodicDisk 3L) |> Schedule.time Machine.standard with
              | Error error -> Assert.Equal<string>("steps", error.Parameter)
              | Ok found -> failtest $"{found}") ]
