/// Checkpoints that hold restart data or dependencies: the reference data, the tables against an exhaustive search, the
/// streams against the tables.
module Schedules.Tests.MixedTests

open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json
open FsCheck
open FsCheck.FSharp
open Xunit
open Schedules.FSharp
open Schedules.Tests.Families

let private lines (file: string) : seq<string> =
    File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", file))

let private rows (file: string) : seq<JsonElement> =
    lines file |> Seq.map (fun line -> JsonDocument.Parse(line).RootElement)

let private number (name: string) (row: JsonElement) : int64 = row.GetProperty(name).GetInt64()

let private text (name: string) (row: JsonElement) : string =
    row.GetProperty(name).GetString() |> string

let private sha256 (lines: seq<string>) : string =
    String.Join('\n', lines) |> Encoding.UTF8.GetBytes |> SHA256.HashData |> Convert.ToHexStringLower

let private mixed (steps: int64) (snapshots: int) (storage: Storage) : Schedule =
    Mixed.schedule steps snapshots storage |> orFail string

let private fewest steps units wr wa stifflyAccurate : int64 voption =
    MixedTable.optimalSteps steps units wr wa stifflyAccurate |> orFail string

/// A problem with sizes, for what is said of it when it fails.
type private Sized =
    { Steps: int64
      Units: int64
      Restart: int64
      Dependencies: int64
      StifflyAccurate: bool }

let private build (problem: Sized) : Result<Schedule, SpecError> =
    UnitSizes.schedule
        problem.Steps
        problem.Units
        problem.Restart
        problem.Dependencies
        problem.StifflyAccurate
        Storage.Disk

let private require (problem: 'Problem) (holds: bool) (what: string) : unit =
    if not holds then
        failwith $"{what}: {problem}"

/// The referee finds nothing wrong, in the stricter reading too; it counts what is predicted, which is what the table says.
let private judged (problem: 'Problem) (fewest: int64) (schedule: Schedule) : Profile =
    let limits = { schedule.Limits with Strict = true }

    let profile =
        match Profile.run limits schedule.Length (Schedule.actions schedule) with
        | Ok profile -> profile
        | Error violation -> failwith $"{violation}: {problem}"

    require problem (profile.Counts.ForwardSteps = fewest) $"{profile.Counts.ForwardSteps} steps, not {fewest}"
    let predicted = Schedule.predict schedule |> orFail string
    require problem (predicted = profile.Counts) $"predicted {predicted}, counted {profile.Counts}"
    profile

let private gradient (problem: 'Problem) (schedule: Schedule) : unit =
    let steps = schedule.Length.Steps.Value

    let gradients, left =
        Toy.runOf schedule.Limits.StifflyAccurate steps (Schedule.actions schedule)

    require problem (gradients = [ Toy.expected steps ]) "a wrong gradient"
    require problem (left = 0) "checkpoints left behind"

/// All sizes from 1 to 3, with and without restarts from dependencies.
let private sizes: (int64 * int64 * bool) list =
    [ for wr in 1L .. 3L do
          for wa in 1L .. 3L do
              for stifflyAccurate in [ false; true ] -> wr, wa, stifflyAccurate ]

let private small (most: int64) : seq<Sized> =
    seq {
        for steps in 1L .. most do
            for wr, wa, stifflyAccurate in sizes do
                for units in 0L .. (steps + 1L) * wa + 1L do
                    { Steps = steps
                      Units = units
                      Restart = wr
                      Dependencies = wa
                      StifflyAccurate = stifflyAccurate }
    }

let private checkStreams (file: string) : int =
    let mutable count = 0

    for row in rows file do
        if text "schedule" row = "MixedCheckpointSchedule" then
            count <- count + 1
            let parameters = row.GetProperty "parameters"

            let storage =
                match text "storage" parameters with
                | "RAM" -> Storage.Ram
                | "DISK" -> Storage.Disk
                | other -> failwith other

            let schedule =
                mixed (number "max_n" parameters) (int (number "snapshots" parameters)) storage

            let actions = Schedule.actions schedule |> Seq.map Action.toJson |> List.ofSeq

            match row.TryGetProperty "actions" with
            | true, expected ->
                let expected =
                    [ for action in expected.EnumerateArray() -> action.GetRawText().Replace(" ", "") ]

                Assert.Equal<string list>(expected, actions)
            | false, _ -> ()

            Assert.Equal(text "sha256" row, sha256 actions)

            let profile =
                judged row (number "forward_steps" (row.GetProperty "summary")) schedule

            Assert.Equal(int64 actions.Length, profile.Actions)

    count

[<Fact>]
let ``the streams of the reference data, action by action`` () =
    Assert.Equal(40, checkStreams "schedules.jsonl")

[<Fact>]
let ``the longer streams of the reference data, by their digest`` () =
    Assert.Equal(11, checkStreams "schedules-large.jsonl")

[<Fact>]
let ``the optimal steps of the reference data, in closed form and in the table`` () =
    let mutable count = 0

    for row in rows "quantities.jsonl" do
        if text "quantity" row = "optimal_steps_mixed" then
            let arguments = row.GetProperty "arguments"
            let n, s = number "n" arguments, number "s" arguments
            let expected = ValueSome(row.GetProperty("value").GetInt64())
            count <- count + 1
            Assert.Equal(Ok expected, MixedSteps.optimalSteps n (int s))
            Assert.Equal(expected, fewest n s 1L 1L false)

    Assert.Equal(65, count)

/// Each row as a value and as a stream; where there is no schedule, none is built.
let private checkSizes (file: string) (stifflyAccurate: bool) : int =
    let mutable count = 0

    for line in Seq.tail (lines file) do
        let fields = line.Split ','

        let problem =
            { Steps = int64 fields[0]
              Units = int64 fields[1]
              Restart = int64 fields[2]
              Dependencies = int64 fields[3]
              StifflyAccurate = stifflyAccurate }

        let value =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies stifflyAccurate

        count <- count + 1

        match fields[4], build problem with
        | "infeasible", Error error ->
            Assert.Equal(ValueNone, value)
            Assert.Equal("units", error.Parameter)
        | "infeasible", Ok _ -> failwith $"a schedule: {problem}"
        | expected, schedule ->
            Assert.Equal(ValueSome(int64 expected), value)
            let schedule = schedule |> orFail string
            judged problem (int64 expected) schedule |> ignore
            gradient problem schedule

    count

[<Fact>]
let ``the optimal steps of the reference data for units of different sizes, as values and as streams`` () =
    Assert.Equal(1092, checkSizes "mixed-unit-sizes.csv" false)

[<Fact>]
let ``the optimal steps of the reference data for stiffly accurate schemes, as values and as streams`` () =
    Assert.Equal(546, checkSizes "mixed-stiffly-accurate.csv" true)

[<Fact>]
let ``no way to do the calculation takes fewer steps, for all sizes and all units`` () =
    for problem in small 7L do
        let found =
            MixedSearch.fewestSteps
                (int problem.Steps)
                (int problem.Units)
                (int problem.Restart)
                (int problem.Dependencies)
                problem.StifflyAccurate

        let value =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate

        require problem (value = (found |> Option.map int64 |> ValueOption.ofOption)) $"found {found}, not {value}"

[<Fact>]
let ``no way to do 8 steps with units of equal size takes fewer steps`` () =
    for units in 0..8 do
        for stifflyAccurate in [ false; true ] do
            let found = MixedSearch.fewestSteps 8 units 1 1 stifflyAccurate |> Option.map int64
            Assert.Equal(ValueOption.ofOption found, fewest 8L units 1L 1L stifflyAccurate)

[<Fact>]
let ``for all sizes and all units, the stream is valid, takes what the table says, and gives the right gradient`` () =
    for problem in small 14L do
        let value =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate

        match build problem, value with
        | Ok schedule, ValueSome value ->
            judged problem value schedule |> ignore
            gradient problem schedule
        | Error error, ValueNone -> Assert.Equal("units", error.Parameter)
        | Ok _, ValueNone -> failwith $"a schedule: {problem}"
        | Error error, ValueSome _ -> failwith $"{error}: {problem}"

[<Fact>]
let ``the fewest units that an error names are the fewest`` () =
    for problem in small 8L do
        match build problem with
        | Error(SpecError.OutOfRange("units", _, minimum, _)) ->
            Assert.True((build { problem with Units = minimum }).IsOk)
            Assert.True((build { problem with Units = minimum - 1L }).IsError)
        | Error error -> failwith $"{error}: {problem}"
        | Ok _ -> ()

[<Fact>]
let ``units of equal size in a stream of unit sizes are mixed checkpointing, whatever the unit`` () =
    for steps in 1L .. 30L do
        for snapshots in 1L .. 31L do
            let expected =
                mixed steps (int snapshots) Storage.Ram |> Schedule.actions |> List.ofSeq

            for unit in [ 1L; 1000L ] do
                let schedule =
                    UnitSizes.schedule steps (snapshots * unit + unit / 2L) unit unit false Storage.Ram |> orFail string

                Assert.Equal<Action list>(expected, Schedule.actions schedule |> List.ofSeq)

/// M(n, s) by the recurrence, as it is written.
let private recurrence (last: int) (snapshots: int) : int64[][] =
    let table: int64[][] =
        Array.init (snapshots + 1) (fun _ -> Array.zeroCreate (last + 1))

    for s in 1..snapshots do
        table[s][1] <- 1L

        for n in 2..last do
            table[s][n] <-
                if n <= s + 1 then
                    int64 n
                elif s = 1 then
                    int64 n * int64 (n + 1) / 2L - 1L
                else
                    let mutable least = 1L + table[s - 1][n - 1]

                    for i in 2 .. n - 1 do
                        least <- min least (int64 i + table[s][i] + table[s - 1][n - i])

                    least

    table

[<Fact>]
let ``the closed form for units of equal size is the recurrence`` () =
    for last, snapshots in [ 250, 40; 1500, 12; 4000, 3 ] do
        let expected = recurrence last snapshots

        for s in 1..snapshots do
            let row = expected[s]
            Assert.Equal<int64[]>(row, MixedSteps.row last s)

            for n in 1..last do
                Assert.Equal(Ok(ValueSome row[n]), MixedSteps.optimalSteps (int64 n) s)

[<Fact>]
let ``the closed form holds together for large sizes, and refuses what needs more than 64 bits`` () =
    for s in [ 1; 2; 3; 7; 40; 500 ] do
        let row = MixedSteps.row 200_000 s

        for n in [ 1..97..200_000 ] do
            Assert.Equal(Ok(ValueSome row[n]), MixedSteps.optimalSteps (int64 n) s)

    // Beyond any table: one step more costs r or r + 1, and recording the first of them is no better than the best.
    for n in [ 1_000_000_007L; 999_999_999_999L; 123_456_789_012_345_678L ] do
        for s in [ 2; 3; 10; 31; 1000; 1_000_000; Int32.MaxValue ] do
            let at n s = MixedSteps.total n (int64 s)
            let r = Binomial.repetition n s |> orFail string
            let step = at n s - at (n - 1L) s
            Assert.True((step = Int128.op_Implicit r || step = Int128.op_Implicit (r + 1L)))
            Assert.True(at n s <= Int128.One + at (n - 1L) (s - 1))

    Assert.True((MixedSteps.optimalSteps 1_000_000_000_000_000_000L 1).IsError)

/// Checkpoints that hold only dependencies, as in CAMS, Zhang & Constantinescu (2021), defined here: the start can be restarted
/// at no cost. A checkpoint takes w units; it holds the dependencies of a step and restarts the next one, so that it is the first
/// step of what follows an advance (unless that is one step) or the first step of all. In a stiffly accurate scheme w = wa;
/// otherwise the checkpoint holds the state after the step as well, and w = wa + wr.
let private cams (last: int) (units: int) (w: int) : int64[][] =
    let infinite = Int64.MaxValue / 4L

    let table: int64[][] =
        Array.init (units + 1) (fun _ -> Array.create (last + 1) infinite)

    for s in 0..units do
        table[s][1] <- 1L

        let stored n =
            if n = 1 then 1L
            elif s >= w then 1L + table[s - w][n - 1]
            else infinite

        for n in 2..last do
            let mutable least = stored n

            for i in 1 .. n - 1 do
                least <- min least (int64 i + table[s][i] + stored (n - i))

            table[s][n] <- least

    table

[<Fact>]
let ``checkpoints of dependencies alone are never better: with the initial state's storage, unit sizes cover them`` () =
    for wr, wa, stifflyAccurate in sizes do
        let w = if stifflyAccurate then wa else wa + wr
        let only = cams 60 24 (int w)
        let mutable better = 0

        for units in 0L .. 24L do
            for steps in 1L .. 60L do
                let other = only[int units][int steps]
                let value = fewest steps (units + wr) wr wa stifflyAccurate
                require (steps, units, wr, wa) (value.IsSome && value.Value <= other) "dependencies alone are better"

                if value.Value < other then
                    better <- better + 1

        // They are not the same thing.
        Assert.True(better > 0)

[<Fact>]
let ``more units never cost more, nor do smaller ones, nor do restarts from dependencies`` () =
    let orMax (value: int64 voption) =
        ValueOption.defaultValue Int64.MaxValue value

    for problem in small 20L do
        let cost problem =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate
            |> orMax

        let value = cost problem

        require
            problem
            (cost
                { problem with
                    Units = problem.Units + 1L }
             <= value)
            "more units cost more"

        require
            problem
            (cost
                { problem with
                    Restart = problem.Restart + 1L }
             >= value)
            "larger restart data cost less"

        require
            problem
            (cost
                { problem with
                    Dependencies = problem.Dependencies + 1L }
             >= value)
            "larger ones cost less"

        require problem (cost { problem with StifflyAccurate = true } <= value) "more ways to restart cost more"

[<Fact>]
let ``units of equal size never cost more than binomial checkpointing, and less once there are two steps`` () =
    for steps in [ 1L .. 400L ] @ [ 1_000_000L; 1_000_000_000_000L ] do
        for snapshots in [ 1..40 ] @ [ 1000 ] do
            match MixedSteps.optimalSteps steps snapshots, Binomial.totalSteps steps snapshots with
            | Ok(ValueSome mixed), Ok binomial ->
                Assert.True(mixed <= binomial)
                Assert.Equal(steps >= 2L, (mixed < binomial))
            | Error _, Error _ -> Assert.True(steps > 1_000_000L)
            | mixed, binomial -> failwith $"{mixed}, {binomial}: {steps} steps, {snapshots} units"

[<Fact>]
let ``large ones are valid, and take what the table says`` () =
    let problems =
        gen {
            let! steps = Gen.choose (1, 3000)
            let! wr = Gen.choose (1, 9)
            let! wa = Gen.choose (1, 9)
            let! restarts = Gen.choose (1, 12)
            let! odd = Gen.choose (0, 8)
            let! stifflyAccurate = Gen.elements [ false; true ]

            return
                { Steps = int64 steps
                  Units = int64 (wr * restarts + odd)
                  Restart = int64 wr
                  Dependencies = int64 wa
                  StifflyAccurate = stifflyAccurate }
        }

    let holds (problem: Sized) =
        let value =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate

        let schedule = build problem |> orFail string
        judged problem value.Value schedule |> ignore
        gradient problem schedule

    Check.One(Config.QuickThrowOnFailure.WithMaxTest 60, Prop.forAll (Arb.fromGen problems) holds)

[<Fact>]
let ``large ones of equal units are valid, and take what the closed form says`` () =
    let holds (steps: int, snapshots: int) =
        let value = MixedSteps.optimalSteps steps snapshots |> orFail string
        judged (steps, snapshots) value.Value (mixed steps snapshots Storage.Ram) |> ignore

    let problems = Gen.zip (Gen.choose (2, 20_000)) (Gen.choose (1, 60)) |> Arb.fromGen
    Check.One(Config.QuickThrowOnFailure.WithMaxTest 20, Prop.forAll problems holds)

[<Fact>]
let ``units in bytes need a row only for what can be free`` () =
    let schedule =
        UnitSizes.schedule 500L 20_000_000_000L 800_000_000L 3_100_000_000L true (Storage.Level 3)
        |> orFail string

    let value = fewest 500L 20_000_000_000L 800_000_000L 3_100_000_000L true
    Assert.True((judged "bytes" value.Value schedule).Peaks[3] <= 20_000_000_000L)

[<Fact>]
let ``one step needs no units, and a unit for every step but the last records them all`` () =
    for schedule in
        [ mixed 1L 0 Storage.Ram
          UnitSizes.schedule 1L 0L 5L 7L false Storage.Ram |> orFail string
          UnitSizes.schedule 1L 0L 5L 7L true Storage.Ram |> orFail string ] do
        judged "one step" 1L schedule |> ignore
        Assert.Equal<Storage list>([ Storage.Work ], schedule.Storages)

    let schedule = mixed 1_000_000L 2_000_000 Storage.Disk
    let profile = judged "all" 1_000_000L schedule
    Assert.Equal(999_999L, profile.Peaks[1])

[<Fact>]
let ``parameters out of range are refused by name`` () =
    let refused (result: Result<Schedule, SpecError>) =
        match result with
        | Ok _ -> "accepted"
        | Error error -> error.Parameter

    Assert.Equal("steps", refused (Mixed.schedule 0L 1 Storage.Ram))
    Assert.Equal("snapshots", refused (Mixed.schedule 2L 0 Storage.Ram))
    Assert.Equal("snapshots", refused (Mixed.schedule 2L -1 Storage.Ram))
    Assert.Equal("storage", refused (Mixed.schedule 2L 1 Storage.Work))
    Assert.Equal("storage", refused (Mixed.schedule 2L 1 (Storage.Level -1)))
    Assert.Equal("steps", refused (Mixed.schedule 1_000_000_000_000L 1000 Storage.Ram))
    Assert.Equal("steps", refused (Mixed.schedule 1_000_000_000_000_000_000L 1_000_000_000 Storage.Ram))
    Assert.Equal("units", refused (UnitSizes.schedule 2L -1L 1L 1L false Storage.Ram))
    Assert.Equal("restartUnits", refused (UnitSizes.schedule 2L 1L 0L 1L false Storage.Ram))
    Assert.Equal("dependencyUnits", refused (UnitSizes.schedule 2L 1L 1L 0L false Storage.Ram))
    Assert.Equal("steps", refused (UnitSizes.schedule 1_000_000_000L 1_000_000_000L 7L 5L false Storage.Ram))

[<Fact>]
let ``a cursor stands where the referee says, where dependencies restart the next step`` () =
    for problem in small 7L do
        match build problem with
        | Error _ -> ()
        | Ok schedule ->
            let rec go (cursor: Cursor) (position: Position) =
                match Cursor.next cursor with
                | Next.Action(action, cursor) ->
                    let position = Replay.step schedule.Limits position action |> orFail string
                    require problem (cursor.N = position.Forward) $"N is {cursor.N}, not {position.Forward}"
                    go cursor position
                | Next.AwaitingLength
                | Next.Exhausted -> ()

            go (Schedule.start schedule) (Position.start (ValueSome problem.Steps))

[<Fact>]
let ``without stiff accuracy, the referee refuses a restart from dependencies`` () =
    // Three steps, one unit: the dependencies of step 0 restart step 1.
    let schedule = UnitSizes.schedule 3L 1L 2L 1L true Storage.Ram |> orFail string

    let limits =
        { schedule.Limits with
            StifflyAccurate = false }

    match Profile.run limits schedule.Length (Schedule.actions schedule) with
    | Ok _ -> failwith "accepted"
    | Error violation -> Assert.Equal(Reason.ForwardElsewhere ValueNone, violation.Reason)

/// Answers from a hash of what is asked; odd contexts are those of segments that the dependencies of the step before restart.
let private arbitrary (seed: int64) : Policy =
    let pick (l: int64) (context: Context) (salt: int64) (many: int64) : int64 =
        let mixed =
            uint64 (seed * 7919L + l * 104729L + context * 1299709L + salt) * 0x9E3779B97F4A7C15UL

        int64 ((mixed >>> 33) % uint64 many)

    let even l context salt = 2L * pick l context salt 50L
    let odd l context salt = even l context salt + 1L

    { Enter =
        fun l context ->
            let level = int (pick l context 1L 3L)
            let advance = 1L + pick l context 3L (l - 1L)

            match pick l context 2L 8L with
            | 0L -> Entry.Record
            | 1L
            | 2L
            | 3L -> Entry.Store(level, odd l context 4L)
            | 4L
            | 5L
            | 6L when context % 2L = 1L -> Entry.Advance(advance, odd l context 5L, even l context 6L)
            | _ -> Entry.Keep(level, advance, even l context 7L, even l context 8L)
      Resume =
        fun l context ->
            let same l context salt =
                if context % 2L = 1L then
                    odd l context salt
                else
                    even l context salt

            match pick l context 9L 3L with
            | 0L -> Resumption.Release(same l context 10L)
            | _ -> Resumption.Advance(1L + pick l context 11L (l - 1L), same l context 12L, even l context 13L) }

[<Fact>]
let ``whatever a stiffly accurate policy answers, the stream is valid, and what is predicted is counted`` () =
    let holds (seed: int, steps: int) =
        let policy = arbitrary (int64 seed)
        let schedule = Schedule.ofPolicy "arbitrary" steps policy 0L |> orFail string

        let schedule =
            { schedule with
                Plan =
                    { schedule.Plan with
                        StifflyAccurate = true }
                Allowed =
                    { schedule.Allowed with
                        StifflyAccurate = true } }

        let counted = (Schedule.profile schedule |> orFail string).Counts
        let predicted = Schedule.predict schedule |> orFail string
        require (seed, steps) (predicted = counted) $"predicted {predicted}, counted {counted}"
        gradient (seed, steps) schedule

    let problems =
        Gen.zip (Gen.choose (0, 1_000_000)) (Gen.choose (1, 80)) |> Arb.fromGen

    Check.One(Config.QuickThrowOnFailure.WithMaxTest 3000, Prop.forAll problems holds)
