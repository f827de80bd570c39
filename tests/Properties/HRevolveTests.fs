/// H-Revolve: what holds for every number of steps, slots and costs.
module Schedules.Tests.HRevolveTests

open System
open System.Threading
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// A calculation for H-Revolve. All costs are exact in binary, so that sums are.
type Hierarchy =
    { Steps: int64
      Slots: int list
      Uf: float
      Ub: float
      Write: float list
      Read: float list }

let model (hierarchy: Hierarchy) : CostModel =
    CostModel.create hierarchy.Uf hierarchy.Ub hierarchy.Write hierarchy.Read |> orFail string

let build (hierarchy: Hierarchy) : Schedule =
    HRevolve.schedule hierarchy.Steps hierarchy.Slots (model hierarchy) |> orFail string

let table (hierarchy: Hierarchy) : HRevolveTable =
    HRevolveTable.create CancellationToken.None ignore hierarchy.Steps hierarchy.Slots (model hierarchy)
    |> orFail string

let makespan (hierarchy: Hierarchy) : float =
    build hierarchy |> Schedule.cost (model hierarchy) |> orFail string

let private optimum (hierarchy: Hierarchy) : float =
    table hierarchy |> HRevolveTable.optimum hierarchy.Steps |> orFail string

let isValid (hierarchy: Hierarchy) : bool =
    let levels = hierarchy.Slots.Length

    hierarchy.Steps >= 1L
    && List.sum hierarchy.Slots > 0
    && List.min hierarchy.Slots >= 0
    && hierarchy.Write.Length >= levels
    && hierarchy.Read.Length >= levels
    && List.min (hierarchy.Uf :: hierarchy.Ub :: hierarchy.Write @ hierarchy.Read) >= 0.0

/// Any costs, on any slots but none at all; a third of the levels have none.
let hierarchies (steps: int) (slots: int) (levels: int) : Arbitrary<Hierarchy> =
    gen {
        let! n = Gen.choose (1, steps)
        let! levels = Gen.choose (1, levels)

        let count =
            Gen.oneof [ Gen.constant 0; Gen.choose (1, slots); Gen.choose (1, slots) ]

        let! slots =
            Gen.listOfLength levels count |> Gen.filter (fun slots -> List.sum slots > 0)

        let cost = Gen.elements [ 0.0; 0.0; 0.25; 0.5; 1.0; 2.0; 3.0; 6.0 ]
        let! uf = cost
        let! ub = cost
        let! write = Gen.listOfLength levels cost
        let! read = Gen.listOfLength levels cost

        return
            { Steps = int64 n
              Slots = slots
              Uf = uf
              Ub = ub
              Write = write
              Read = read }
    }
    |> Random.among isValid

/// Those for which H-Revolve is optimal: writes to RAM are free, and no cost falls from
/// a level to the next.
let private ideal (steps: int) (slots: int) (levels: int) : Arbitrary<Hierarchy> =
    let isIdeal (hierarchy: Hierarchy) =
        isValid hierarchy
        && hierarchy.Slots.Head > 0
        && hierarchy.Write.Head = 0.0
        && hierarchy.Write = List.sort hierarchy.Write
        && hierarchy.Read = List.sort hierarchy.Read

    gen {
        let! hierarchy = Arb.toGen (hierarchies steps slots levels)
        let! ram = Gen.choose (1, slots)

        return
            { hierarchy with
                Slots = ram :: hierarchy.Slots.Tail
                Write = 0.0 :: List.tail (List.sort hierarchy.Write)
                Read = List.sort hierarchy.Read }
    }
    |> Random.among isIdeal


let private require (hierarchy: Hierarchy) (holds: bool) (what: string) : unit =
    if not holds then
        failtest $"{what}: %A{hierarchy}"

/// The table reckons that the last step of two is read from the fastest level; a slower one that is
/// cheaper is read instead.
let private isExact (hierarchy: Hierarchy) : bool =
    let used =
        hierarchy.Slots |> List.indexed |> List.filter (fun (_, slots) -> slots > 0) |> List.map fst

    let costs = model hierarchy
    let fastest = costs.Write used.Head + costs.Read used.Head
    used.Tail |> List.forall (fun level -> costs.Read level >= fastest)

/// The referee, the toy, and the three makespans.
let private sound (hierarchy: Hierarchy) : unit =
    let schedule = build hierarchy
    let actions = List.ofSeq (Schedule.actions schedule)
    let limits = { schedule.Limits with Strict = true }
    let profile = Profile.run limits schedule.Length actions |> orFail string
    let said = schedule.Storages |> List.sort
    let levels = [ for level in Map.keys profile.Counts.Levels -> Storage.Level level ]
    let predicted = Schedule.predict schedule |> orFail string
    let counted = profile.Counts |> Counts.makespan (model hierarchy)
    let optimum = optimum hierarchy
    require hierarchy (profile.Length = hierarchy.Steps) "another length"
    require hierarchy (limits.Levels = (hierarchy.Slots |> List.mapi (fun k c -> k, int64 c) |> Map.ofList)) "limits"
    require hierarchy (Toy.run hierarchy.Steps actions = ([ Toy.expected hierarchy.Steps ], 0)) "a wrong gradient"
    require hierarchy (said = List.sort (Storage.Work :: levels)) $"says {said}, names {levels}"
    require hierarchy (predicted = profile.Counts) $"predicted {predicted}, counted {profile.Counts}"
    require hierarchy (counted <= optimum) $"takes {counted}, the table says {optimum}"
    require hierarchy (counted = optimum || not (isExact hierarchy)) $"takes {counted}, the table says {optimum}"

let private costs =
    [ 1.0, 1.0, [ 0.0; 2.0 ], [ 0.0; 2.0 ]
      2.0, 3.0, [ 0.0; 0.5; 4.0 ], [ 0.0; 1.0; 1.0 ]
      1.0, 0.0, [ 0.0; 0.0; 0.0 ], [ 0.0; 0.0; 0.0 ]
      0.0, 0.0, [ 0.0 ], [ 0.0 ]
      0.0, 1.0, [ 1.0; 0.5 ], [ 0.25; 0.0 ]
      1.0, 1.0, [ 0.125; 3.0; 3.0 ], [ 0.25; 1.0; 8.0 ]
      0.5, 2.0, [ 6.0; 1.0; 0.0 ], [ 2.0; 1.0; 0.5 ]
      1.0, 3.0, [ 6.0; 6.0; 6.0 ], [ 0.0; 0.0; 0.0 ] ]

let private optimal (hierarchy: Hierarchy) : unit =
    let least =
        Search.leastMakespan (int hierarchy.Steps) hierarchy.Slots (model hierarchy)

    require hierarchy (makespan hierarchy = least) $"not the least, {least}"

[<Tests>]
let tests =
    testList
        "HRevolve"
        [ testCase
              "valid, with the right gradient, nothing left and the makespan of the table, for every small problem"
              (fun () ->
                  let few = [ 0; 1; 2; 3; 30 ]

                  let slots =
                      [ for ram in few do
                            [ ram ]

                            for disk in few do
                                [ ram; disk ]

                                for tape in [ 0; 1; 2 ] do
                                    [ ram; disk; tape ] ]

                  for slots in slots do
                      for uf, ub, write, read in costs do
                          for steps in 1L .. (if List.sum slots = 0 then 1L else 20L) do
                              sound
                                  { Steps = steps
                                    Slots = slots
                                    Uf = uf
                                    Ub = ub
                                    Write = write
                                    Read = read })

          testCase "the same for larger ones with any costs" (fun () -> Random.check 300 (hierarchies 300 12 4) sound)

          testCase "optimal, if writes to RAM are free and no cost falls from a level to the next" (fun () ->
              Random.check 400 (ideal 7 3 2) optimal
              Random.check 150 (ideal 6 2 3) optimal)

          testCase "optimal on one level, with any costs" (fun () -> Random.check 400 (hierarchies 8 4 1) optimal)

          testCase "not optimal where writes to RAM cost something" (fun () ->
              let counterexample =
                  { Steps = 7L
                    Slots = [ 1; 2 ]
                    Uf = 1.0
                    Ub = 3.0
                    Write = [ 6.0; 6.0 ]
                    Read = [ 0.0; 0.0 ] }

              Assert.Equal(48.0, makespan counterexample)
              Assert.Equal(45.0, Search.leastMakespan 7 [ 1; 2 ] (model counterexample)))

          testCase "never better than the least there is" (fun () ->
              Random.check 300 (hierarchies 6 3 3) (fun hierarchy ->
                  let least =
                      Search.leastMakespan (int hierarchy.Steps) hierarchy.Slots (model hierarchy)

                  require hierarchy (makespan hierarchy >= least) $"less than the least, {least}"))

          testCase "more slots or lower costs never take longer, if writes to RAM are free and no cost falls" (fun () ->
              Random.check 300 (ideal 60 6 3) (fun hierarchy ->
                  let before = makespan hierarchy

                  for level in 0 .. hierarchy.Slots.Length - 1 do
                      let more =
                          hierarchy.Slots |> List.mapi (fun k slots -> if k = level then slots + 1 else slots)

                      require hierarchy (makespan { hierarchy with Slots = more } <= before) $"a slot more on {level}"
                      // Costs of all levels up to this one, so that they still do not
                      // fall with the level.
                      let lower = List.mapi (fun k cost -> if k <= level then cost / 2.0 else cost)

                      let cheaper =
                          { hierarchy with
                              Write = lower hierarchy.Write }

                      require hierarchy (makespan cheaper <= before) $"cheaper writes up to {level}"

                      let cheaper =
                          { hierarchy with
                              Read = lower hierarchy.Read }

                      require hierarchy (makespan cheaper <= before) $"cheaper reads up to {level}"

                  require
                      hierarchy
                      (makespan
                          { hierarchy with
                              Uf = hierarchy.Uf / 2.0 }
                       <= before)
                      "cheaper forward steps"

                  require
                      hierarchy
                      (makespan
                          { hierarchy with
                              Ub = hierarchy.Ub / 2.0 }
                       <= before)
                      "cheaper adjoint steps"))

          testCase "otherwise a slot more or a lower cost may take longer" (fun () ->
              let free =
                  { Steps = 3L
                    Slots = [ 0; 1 ]
                    Uf = 0.0
                    Ub = 6.0
                    Write = [ 0.0; 0.5 ]
                    Read = [ 0.5; 0.0 ] }

              Assert.Equal(18.5, makespan free)
              Assert.Equal(19.0, makespan { free with Slots = [ 1; 1 ] })

              let dear =
                  { Steps = 20L
                    Slots = [ 4; 1; 1 ]
                    Uf = 0.0
                    Ub = 0.0
                    Write = [ 0.0; 0.5; 0.5 ]
                    Read = [ 3.0; 3.0; 0.0 ] }

              Assert.Equal(27.5, makespan dear)
              Assert.Equal(29.5, makespan { dear with Read = [ 3.0; 1.5; 0.0 ] }))

          testCase "all costs times a power of two: the same actions" (fun () ->
              Random.check 200 (hierarchies 120 8 3) (fun hierarchy ->
                  for factor in [ 1024.0; 1.0 / 4096.0 ] do
                      let scaled =
                          { hierarchy with
                              Uf = hierarchy.Uf * factor
                              Ub = hierarchy.Ub * factor
                              Write = hierarchy.Write |> List.map ((*) factor)
                              Read = hierarchy.Read |> List.map ((*) factor) }

                      let same =
                          List.ofSeq (Schedule.actions (build hierarchy)) =
                              List.ofSeq (Schedule.actions (build scaled))

                      require hierarchy same $"other actions with costs times {factor}"
                      require hierarchy (makespan scaled = factor * makespan hierarchy) "another makespan"))

          testCase "uf is what recomputing costs, and ub what has to be paid in any case" (fun () ->
              let steps = 20L

              let cheap =
                  { Steps = steps
                    Slots = [ 1; 3 ]
                    Uf = 0.0625
                    Ub = 64.0
                    Write = [ 0.0; 16.0 ]
                    Read = [ 0.0; 16.0 ] }

              let dear = { cheap with Uf = 64.0; Ub = 0.0625 }

              let onDisk hierarchy =
                  (Counts.level 1 (Schedule.predict (build hierarchy) |> orFail string)).Writes

              Assert.Equal(0L, onDisk cheap)
              Assert.True(onDisk dear > 0L)
              // With RAM only, each step is recorded once and 1 + … + 19 steps are recomputed.
              Assert.Equal(20.0 * 64.0 + 190.0 * 0.0625, makespan cheap)
              // The actions do not depend on ub.
              Assert.EqualItems(Schedule.actions (build cheap), Schedule.actions (build { cheap with Ub = 0.0 })))

          testCase "a level without slots is as if it were not there" (fun () ->
              Random.check 200 (hierarchies 80 6 2) (fun hierarchy ->
                  let without =
                      { hierarchy with
                          Slots = hierarchy.Slots @ [ 0 ]
                          Write = hierarchy.Write @ [ 0.0 ]
                          Read = hierarchy.Read @ [ 0.0 ] }

                  let same =
                      List.ofSeq (Schedule.actions (build hierarchy)) = List.ofSeq (Schedule.actions (build without))

                  require hierarchy same "other actions"

                  // Without RAM, its costs are those of nothing.
                  let shifted =
                      { hierarchy with
                          Slots = 0 :: hierarchy.Slots
                          Write = 8.0 :: hierarchy.Write
                          Read = 8.0 :: hierarchy.Read }

                  require hierarchy (makespan shifted = makespan hierarchy) "RAM without slots costs something"))

          testCase "one table serves all lengths up to its own" (fun () ->
              Random.check 60 (hierarchies 60 70 3) (fun hierarchy ->
                  let table = table hierarchy

                  for steps in 1L .. hierarchy.Steps do
                      let shared = HRevolve.ofTable steps table |> orFail string
                      let own = build { hierarchy with Steps = steps }

                      require
                          hierarchy
                          (List.ofSeq (Schedule.actions shared) = List.ofSeq (Schedule.actions own))
                          $"at {steps}"

                  let tooMany = hierarchy.Steps + 1L

                  Assert.Equal(
                      Some(SpecError.OutOfRange("steps", tooMany, 1L, hierarchy.Steps)),
                      HRevolve.ofTable tooMany table
                      |> Result.map ignore
                      |> (fun result ->
                          match result with
                          | Error error -> Some error
                          | Ok() -> None)
                  ))) ]
