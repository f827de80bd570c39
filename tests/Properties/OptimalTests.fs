/// The optimal multilevel schedule: equal to exhaustive search, whatever things cost.
module Schedules.Tests.OptimalTests

open System
open System.IO
open System.Text.Json
open System.Threading
open FsCheck
open FsCheck.FSharp
open Xunit
open Schedules.FSharp
open Schedules.Tests.Families

/// A calculation, the slots of each level, and what things cost.
type Case =
    { Steps: int
      Slots: int list
      Uf: float
      Ub: float
      Write: float list
      Read: float list }

let private model (case: Case) : CostModel =
    CostModel.create case.Uf case.Ub case.Write case.Read |> orFail string

let private schedule (case: Case) : Schedule =
    Optimal.schedule (int64 case.Steps) case.Slots (model case) |> orFail string

let private cost (case: Case) : float =
    Optimal.cost (int64 case.Steps) case.Slots (model case) |> orFail string

let private actions (case: Case) : Action list =
    schedule case |> Schedule.actions |> List.ofSeq

/// Exact in binary, so that sums are exact in any order; they fall from one level to the next as often as they rise.
let private costs: Gen<float> = Gen.elements [ 0.0; 0.125; 0.5; 1.0; 2.0; 3.0; 6.0 ]

/// Random calculations: how many steps and slots, by the number of levels.
let private cases (levels: int) (steps: int) (slots: int) : Gen<Case> =
    gen {
        let! n = Gen.choose (1, steps)
        let! slots = Gen.listOfLength levels (Gen.choose (0, slots))
        let! uf = costs
        let! ub = costs
        let! write = Gen.listOfLength levels costs
        let! read = Gen.listOfLength levels costs

        return
            { Steps = n
              Slots = if List.sum slots > 0 then slots else 1 :: List.tail slots
              Uf = uf
              Ub = ub
              Write = write
              Read = read }
    }

let private forAll (tests: int) (cases: Gen<Case>) (holds: Case -> bool) : unit =
    Check.One(Config.QuickThrowOnFailure.WithMaxTest tests, Prop.forAll (Arb.fromGen cases) holds)

/// One level to four, of so many steps.
let private anyLevels (steps: int) (slots: int) : Gen<Case> =
    Gen.choose (1, 4) |> Gen.bind (fun levels -> cases levels steps slots)

let private searched (case: Case) : float =
    ExhaustiveSearch.leastCost case.Steps case.Slots (model case)

[<Fact>]
let ``on one level it is what exhaustive search finds`` () =
    forAll 100 (cases 1 8 4) (fun case -> cost case = searched case)

[<Fact>]
let ``on two levels it is what exhaustive search finds`` () =
    forAll 150 (cases 2 6 2) (fun case -> cost case = searched case)

[<Fact>]
let ``on three levels it is what exhaustive search finds`` () =
    forAll 80 (cases 3 6 1) (fun case -> cost case = searched case)
    forAll 80 (cases 3 4 2) (fun case -> cost case = searched case)

/// Two levels, systematically: either may be the cheaper one to write, to read, or both.
let private systematic: seq<Case> =
    seq {
        for steps in 2..6 do
            for slots in [ [ 1; 1 ]; [ 1; 2 ]; [ 2; 1 ] ] do
                for w0, r0, w1, r1 in
                    [ 0.0, 0.0, 2.0, 2.0
                      2.0, 2.0, 0.0, 0.0
                      6.0, 0.0, 0.5, 3.0
                      0.5, 3.0, 6.0, 0.0
                      1.0, 1.0, 1.0, 1.0
                      0.0, 3.0, 0.0, 1.0 ] do
                    for uf, ub in [ 1.0, 3.0; 2.0, 0.5 ] do
                        { Steps = steps
                          Slots = slots
                          Uf = uf
                          Ub = ub
                          Write = [ w0; w1 ]
                          Read = [ r0; r1 ] }
    }

[<Fact>]
let ``either level may be the slow one, and it still is what exhaustive search finds`` () =
    for case in systematic do
        Assert.Equal((case, searched case), (case, cost case))

/// The reference data: found by an exhaustive search that was written by somebody else.
[<Fact>]
let ``it is what the reference data say`` () =
    let rows =
        Path.Combine(AppContext.BaseDirectory, "Reference", "optimal-multilevel.jsonl")
        |> File.ReadLines
        |> Seq.map (fun line -> JsonDocument.Parse(line).RootElement)
        |> List.ofSeq

    Assert.Equal(250, rows.Length)

    for row in rows do
        let values (name: string) =
            [ for value in row.GetProperty(name).EnumerateArray() -> value.GetDouble() ]

        let case =
            { Steps = row.GetProperty("steps").GetInt32()
              Slots = values "slots" |> List.map int
              Uf = row.GetProperty("uf").GetDouble()
              Ub = row.GetProperty("ub").GetDouble()
              Write = values "write"
              Read = values "read" }

        Assert.Equal((case, row.GetProperty("optimal_cost").GetDouble()), (case, cost case))

/// H-Revolve is optimal if RAM is free and costs do not fall with the level; the data are of such costs.
[<Theory>]
[<InlineData("hrevolve-two-level.csv")>]
[<InlineData("hrevolve-three-level.csv")>]
let ``where H-Revolve is optimal it costs the same`` (file: string) =
    let lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Reference", file))

    let header = lines[0].Split ','
    let mutable compared = 0

    for line in Array.tail lines do
        let row = line.Split ','

        let value (name: string) : float option =
            match Array.tryFindIndex ((=) name) header with
            | Some column -> Some(Double.Parse row[column])
            | None -> None

        let levels (name: string) : float list =
            [ 0..2 ]
            |> List.choose (fun level ->
                match level, value $"{name}{level}" with
                | 0, None -> Some 0.0
                | _, found -> found)

        let case =
            { Steps = int (value "l" |> Option.get) + 1
              Slots = levels "c" |> List.map int
              Uf = value "uf" |> Option.get
              Ub = value "ub" |> Option.get
              Write = levels "w"
              Read = levels "r" }

        let optimum = header |> Array.findIndex (fun name -> name.StartsWith "opt_cost")

        let risesAndRamIsFree (costs: float list) =
            List.head costs = 0.0 && costs = List.sort costs

        let hRevolve = Double.Parse row[optimum]
        Assert.True(cost case <= hRevolve, $"{case}")

        if risesAndRamIsFree case.Write && risesAndRamIsFree case.Read then
            compared <- compared + 1
            Assert.Equal((case, hRevolve), (case, cost case))

    Assert.InRange(compared, 100, lines.Length)

/// Valid within its limits, in the stricter reading too; the right gradient; nothing left; counted, predicted and in the table
/// the same cost; the storages that are named.
let private sound (case: Case) : unit =
    let schedule = schedule case
    let limits = { schedule.Limits with Strict = true }

    let profile =
        Profile.run limits schedule.Length (Schedule.actions schedule)
        |> orFail (fun violation -> $"{violation}: {case}")

    let steps = int64 case.Steps
    Assert.Equal((case, Ok profile.Counts), (case, Schedule.predict schedule))
    Assert.Equal((case, cost case), (case, Counts.makespan (model case) profile.Counts))
    Assert.Equal((case, Ok(cost case)), (case, Schedule.cost (model case) schedule))

    let gradients, left = Toy.run steps (Schedule.actions schedule)
    Assert.Equal((case, [ Toy.expected steps ], 0), (case, gradients, left))

    let named =
        Schedule.actions schedule
        |> Seq.collect (fun action ->
            match action with
            | Action.Forward(_, _, _, _, target) -> [ target ]
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> [ source; target ]
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> [])
        |> Set.ofSeq

    Assert.Equal<Set<Storage>>(named, Set.ofList schedule.Storages)

[<Fact>]
let ``every small schedule is valid, gives the right gradient, leaves nothing and costs what its table says`` () =
    for steps in 1..12 do
        for ram in 0..4 do
            for disk in 0..4 do
                if ram + disk > 0 then
                    for write, read in
                        [ [ 0.0; 2.0 ], [ 0.0; 2.0 ]
                          [ 3.0; 0.5 ], [ 0.0; 0.0 ]
                          [ 0.0; 1.0 ], [ 2.0; 0.0 ]
                          [ 0.0; 0.0 ], [ 0.0; 0.0 ] ] do
                        sound
                            { Steps = steps
                              Slots = [ ram; disk ]
                              Uf = 1.0
                              Ub = 2.0
                              Write = write
                              Read = read }

[<Fact>]
let ``so is every schedule at random`` () =
    forAll 300 (anyLevels 40 4) (fun case ->
        sound case
        true)

[<Fact>]
let ``checkpoints do move to another level after a read, and that pays`` () =
    // Steps 0 and 3 are written where that is free, and move, once read, to where reading is.
    let case =
        { Steps = 12
          Slots = [ 1; 1 ]
          Uf = 1.0
          Ub = 1.0
          Write = [ 2.0; 0.0 ]
          Read = [ 0.0; 3.0 ] }

    let moves =
        actions case
        |> List.pairwise
        |> List.filter (fun pair ->
            match pair with
            | Action.Move(moved, Storage.Level source, Storage.Work),
              Action.Forward(kept, _, true, false, Storage.Level target) -> moved = kept && source <> target
            | _ -> false)

    Assert.NotEmpty moves

[<Fact>]
let ``on one level that is free it is binomial`` () =
    for steps in 1L .. 120L do
        for slots in 1..10 do
            let model = CostModel.create 1.0 1.0 [ 0.0 ] [ 0.0 ] |> orFail string

            Assert.Equal(Binomial.totalSteps steps slots |> Result.map float, Optimal.cost steps [ slots ] model)

            let schedule = Optimal.schedule steps [ slots ] model |> orFail string
            let revolve = Revolve.schedule steps slots |> orFail string
            Assert.Equal<Action>(Schedule.actions revolve, Schedule.actions schedule)

[<Fact>]
let ``it never costs more than binomial schedules with the same slots`` () =
    forAll 300 (cases 2 60 5) (fun case ->
        let steps, ram, disk = int64 case.Steps, case.Slots[0], case.Slots[1]
        let cost = cost case

        let others =
            [ for trajectory in trajectories do
                  Multistage.schedule trajectory steps ram disk
              if ram > 0 then
                  Revolve.schedule steps ram ]

        others
        |> List.forall (fun other -> cost <= (other |> Result.bind (Schedule.cost (model case)) |> orFail string)))

[<Fact>]
let ``costs that are all multiplied by a power of two change no action`` () =
    forAll 200 (anyLevels 40 3) (fun case ->
        [ 0.125; 1024.0 ]
        |> List.forall (fun factor ->
            let times = List.map ((*) factor)

            let scaled =
                { case with
                    Uf = case.Uf * factor
                    Ub = case.Ub * factor
                    Write = times case.Write
                    Read = times case.Read }

            cost scaled = factor * cost case && actions scaled = actions case))

[<Fact>]
let ``another slot or a lower cost never raises the makespan`` () =
    let lower (value: float) : float list = [ 0.0; value / 2.0 ]

    let each (change: float -> float list) (values: float list) : float list list =
        [ for index in 0 .. values.Length - 1 do
              for value in change values[index] -> List.updateAt index value values ]

    forAll 200 (anyLevels 40 3) (fun case ->
        let cheaper =
            [ for index in 0 .. case.Slots.Length - 1 ->
                  { case with
                      Slots = List.updateAt index (case.Slots[index] + 1) case.Slots }
              for write in each lower case.Write -> { case with Write = write }
              for read in each lower case.Read -> { case with Read = read }
              for uf in lower case.Uf -> { case with Uf = uf }
              for ub in lower case.Ub -> { case with Ub = ub } ]

        let cost' = cost case
        cheaper |> List.forall (fun case -> cost case <= cost'))

[<Fact>]
let ``uf is what an advance costs, and ub what a recorded step does`` () =
    // Keep step 0, advance 1, record 1; read, record 0.
    let case =
        { Steps = 2
          Slots = [ 1 ]
          Uf = 1.0
          Ub = 16.0
          Write = [ 2.0 ]
          Read = [ 4.0 ] }

    Assert.Equal(1.0 + 2.0 * 16.0 + 2.0 + 4.0, cost case)

[<Fact>]
let ``slots that are never of use change nothing, however many there are`` () =
    for steps in 1..9 do
        for slots in [ [ 8 ]; [ 8; 8 ]; [ 0; 8; 1 ] ] do
            let case =
                { Steps = steps
                  Slots = slots
                  Uf = 1.0
                  Ub = 1.0
                  Write = [ 0.0; 2.0; 1.0 ]
                  Read = [ 0.0; 2.0; 1.0 ] }

            let many =
                { case with
                    Slots = slots |> List.map (fun slots -> if slots = 8 then Int32.MaxValue else slots) }

            Assert.Equal<Action list>(actions case, actions many)

[<Fact>]
let ``costs whose sum is beyond any number still give a valid schedule`` () =
    for write, read in [ [ 1e308; 1e308 ], [ 0.0; 1e308 ]; [ 1e308; 0.0 ], [ 1e308; 1e308 ] ] do
        for slots in [ [ 1; 1 ]; [ 0; 2 ]; [ 3; 2 ] ] do
            let case =
                { Steps = 12
                  Slots = slots
                  Uf = 1e308
                  Ub = 1e308
                  Write = write
                  Read = read }

            Assert.Equal(infinity, cost case)
            Assert.True((Schedule.profile (schedule case)).IsOk)
            Assert.Equal(([ Toy.expected 12L ], 0), Toy.run 12L (actions case))

[<Fact>]
let ``one step needs no slots, more steps need one`` () =
    for slots in [ []; [ 0 ]; [ 0; 0; 0 ]; [ 1 ] ] do
        let one = Optimal.schedule 1L slots CostModel.standard |> orFail string
        Assert.Equal<Storage list>([ Storage.Work ], one.Storages)
        Assert.Equal(Ok 1.0, Optimal.cost 1L slots CostModel.standard)
        Assert.Equal(([ Toy.expected 1L ], 0), Toy.run 1L (Schedule.actions one))

    for slots in [ []; [ 0 ]; [ 0; 0; 0 ] ] do
        Assert.Equal(
            Error(SpecError.OutOfRange("slots", 0L, 1L, int64 Int32.MaxValue)),
            Optimal.cost 2L slots CostModel.standard
        )

[<Fact>]
let ``bad parameters are named`` () =
    let refused steps slots =
        match Optimal.schedule steps slots CostModel.standard with
        | Ok _ -> "accepted"
        | Error error -> $"{error.Parameter} {error.Value}"

    Assert.Equal("steps 0", refused 0L [ 1 ])
    Assert.Equal("steps -3", refused -3L [ 1 ])
    Assert.Equal("slots -1", refused 5L [ 1; -1 ])
    Assert.StartsWith("slots", refused 1_000_000_000_000_000_000L [ 1 ])

[<Fact>]
let ``a table that is too large is refused at once, and what would fit is said`` () =
    for steps, slots in
        [ 10_000_000L, [ 4; 4 ]
          1_000L, [ 1_000_000; 1_000_000 ]
          1_000_000_000_000L, [ 1 ] ] do
        match Optimal.cost steps slots CostModel.standard with
        | Error(SpecError.TooManyStates("slots", states, most, fits)) ->
            Assert.Equal(OptimalTable.maxStates, most)
            Assert.True(states > most)
            Assert.InRange(fits, 2L, steps - 1L)
            // Neither is built: what fits is told by the first refusal.
            match Optimal.cost (fits + 1L) slots CostModel.standard with
            | Error(SpecError.TooManyStates(_, more, _, same)) ->
                Assert.True(more > most)
                Assert.Equal(fits, same)
            | other -> Assert.Fail $"{other}"
        | other -> Assert.Fail $"{other}"

    // Slots are cut to one fewer than steps: 256·2·256² entries are just as many as there may be, 257·2·257² are too many.
    match Optimal.cost 257L [ 1000; 1000 ] CostModel.standard with
    | Error(SpecError.TooManyStates(_, states, _, fits)) ->
        Assert.Equal(257L * 2L * 257L * 257L, states)
        Assert.Equal(256L, fits)
    | other -> Assert.Fail $"{other}"

[<Fact>]
let ``building can be watched and cancelled`` () =
    use source = new CancellationTokenSource()
    let seen = ResizeArray<float>()

    let stopAtHalf (part: float) : unit =
        seen.Add part

        if part > 0.5 then
            source.Cancel()

    Assert.Throws<OperationCanceledException>(fun () ->
        OptimalTable.buildWith source.Token stopAtHalf 1000L [ 2; 2 ] CostModel.standard |> ignore)
    |> ignore

    Assert.InRange(Seq.last seen, 0.5, 0.6)

    let all = ResizeArray<float>()

    OptimalTable.buildWith CancellationToken.None all.Add 1000L [ 2; 2 ] CostModel.standard
    |> Result.map OptimalTable.cost
    |> fun built -> Assert.Equal(Optimal.cost 1000L [ 2; 2 ] CostModel.standard, built)

    Assert.Equal(1.0, Seq.last all)
    Assert.Equal<float>(Seq.sort all, all)

/// Every length of a row, so that whole vectors and what is left over are met, with ties and with infinite sums.
[<Fact>]
let ``the least split is the last of the least`` () =
    let random = Random 1

    for length in 1..70 do
        for _ in 1..50 do
            let row () =
                Array.init length (fun _ ->
                    match random.Next 8 with
                    | 0 -> infinity
                    | value -> float value)

            let left, right = row (), row ()
            let sums = Array.map2 (+) left right
            let least = Array.min sums

            Assert.Equal(
                struct (least, Array.findIndexBack ((=) least) sums),
                LeastSplit.find (ReadOnlySpan left) (ReadOnlySpan right)
            )
