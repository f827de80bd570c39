/// Calculations for the optimal multilevel schedule, at random.
module Schedules.Tests.OptimalCases

open FsCheck
open FsCheck.FSharp
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

let model (case: Case) : CostModel =
    CostModel.create case.Uf case.Ub case.Write case.Read |> orFail string

let schedule (case: Case) : Schedule =
    Optimal.schedule (int64 case.Steps) case.Slots (model case) |> orFail string

let cost (case: Case) : float =
    Optimal.cost (int64 case.Steps) case.Slots (model case) |> orFail string

let actions (case: Case) : Action list =
    schedule case |> Schedule.actions |> List.ofSeq

/// Exact in binary, so that sums are exact in any order; they fall from one level to the next
/// as often as they rise.
let costs: Gen<float> = Gen.elements [ 0.0; 0.125; 0.5; 1.0; 2.0; 3.0; 6.0 ]

let private isValid (case: Case) : bool =
    case.Steps >= 1
    && List.sum case.Slots > 0
    && List.min case.Slots >= 0
    && case.Write.Length >= case.Slots.Length
    && case.Read.Length >= case.Slots.Length
    && List.min (case.Uf :: case.Ub :: case.Write @ case.Read) >= 0.0

let private generate (levels: int) (steps: int) (slots: int) : Gen<Case> =
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

/// Random calculations: how many steps and slots, by the number of levels.
let cases (levels: int) (steps: int) (slots: int) : Arbitrary<Case> =
    generate levels steps slots |> Random.among (fun case -> isValid case && case.Slots.Length = levels)

/// One level to four, of so many steps.
let anyLevels (steps: int) (slots: int) : Arbitrary<Case> =
    Gen.choose (1, 4) |> Gen.bind (fun levels -> generate levels steps slots) |> Random.among isValid

/// Free writes to and reads from the fastest level, and costs that rise with the level, but for one
/// of them, half the time.
let nearlyRising (levels: int) (steps: int) (slots: int) : Arbitrary<Case> =
    let rising (costs: float list) = 0.0 :: List.tail (List.sort costs)

    gen {
        let! case = generate levels steps slots
        let! cost = costs
        let! write = Gen.choose (0, 2 * levels - 1)
        let! read = Gen.choose (0, 2 * levels - 1)

        let change (index: int) (costs: float list) =
            if index < levels then
                List.updateAt index cost costs
            else
                costs

        return
            { case with
                Write = change write (rising case.Write)
                Read = change read (rising case.Read) }
    }
    |> Random.among (fun case -> isValid case && case.Slots.Length = levels)

let forAll (tests: int) (cases: Arbitrary<Case>) (holds: Case -> bool) : unit = Random.check tests cases holds
