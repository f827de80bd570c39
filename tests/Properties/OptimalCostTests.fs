/// What the optimal multilevel schedule costs: as much as exhaustive search finds,
/// whatever things cost.
module Schedules.Tests.OptimalCostTests

open System
open System.IO
open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.OptimalCases

let private searched (case: Case) : float =
    Search.leastMakespan case.Steps case.Slots (model case)

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

[<Tests>]
let tests =
    testList
        "OptimalCost"
        [ testCase "on one level it is what exhaustive search finds" (fun () ->
              forAll 100 (cases 1 8 4) (fun case -> cost case = searched case))

          testCase "on two levels it is what exhaustive search finds" (fun () ->
              forAll 150 (cases 2 6 2) (fun case -> cost case = searched case))

          testCase "on three levels it is what exhaustive search finds" (fun () ->
              forAll 80 (cases 3 6 1) (fun case -> cost case = searched case)
              forAll 80 (cases 3 4 2) (fun case -> cost case = searched case))

          testCase "either level may be the slow one, and it still is what exhaustive search finds" (fun () ->
              for case in systematic do
                  Assert.Equal((case, searched case), (case, cost case)))

          // The reference data: found by an exhaustive search that was written by somebody else.
          testCase "it is what the reference data say" (fun () ->
              let rows = Reference.rows "optimal-multilevel.jsonl"

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

                  Assert.Equal((case, row.GetProperty("optimal_cost").GetDouble()), (case, cost case)))

          // H-Revolve is optimal if RAM is free and costs do not fall with the level; the
          // data are of such costs.
          testList
              "where H-Revolve is optimal it costs the same"
              [ for file in [ "hrevolve-two-level.csv"; "hrevolve-three-level.csv" ] ->
                    testCase file (fun () ->
                        let lines = Reference.lines file |> Array.ofList

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

                        Assert.InRange(compared, 100, lines.Length)) ]

          testCase "on one level that is free it is binomial" (fun () ->
              for steps in 1L .. 120L do
                  for slots in 1..10 do
                      let model = CostModel.create 1.0 1.0 [ 0.0 ] [ 0.0 ] |> orFail string

                      Assert.Equal(
                          Binomial.totalSteps steps slots |> Result.map float,
                          Optimal.cost steps [ slots ] model
                      )

                      let schedule = Optimal.schedule steps [ slots ] model |> orFail string
                      let revolve = Revolve.along Trajectory.Largest steps slots |> orFail string
                      Assert.EqualItems(Schedule.actions revolve, Schedule.actions schedule))

          testCase "where H-Revolve says that it is optimal, it is, with any costs on three levels" (fun () ->
              let mutable optimal, other = 0, 0

              forAll 1000 (nearlyRising 3 60 3) (fun case ->
                  let hRevolve =
                      HRevolve.schedule (int64 case.Steps) case.Slots (model case)
                      |> Result.bind (Schedule.cost (model case))
                      |> orFail string

                  if HRevolve.isOptimal case.Slots (model case) then
                      optimal <- optimal + 1
                      hRevolve = cost case
                  else
                      other <- other + 1
                      hRevolve >= cost case)

              Assert.True(optimal > 100 && other > 100, $"{optimal} optimal, {other} not known to be"))

          testCase
              "H-Revolve is not said to be optimal where reads, or writes, fall from a level to the next"
              (fun () ->
                  let dearerThan (case: Case) =
                      let hRevolve =
                          HRevolve.schedule (int64 case.Steps) case.Slots (model case)
                          |> Result.bind (Schedule.cost (model case))
                          |> orFail string

                      Assert.False(HRevolve.isOptimal case.Slots (model case))
                      hRevolve, cost case

                  let falling: Case =
                      { Steps = 29
                        Slots = [ 1; 1; 1 ]
                        Uf = 1.0
                        Ub = 1.0
                        Write = [ 0.0; 2.0; 4.0 ]
                        Read = [ 0.0; 6.0; 2.0 ] }

                  Assert.Equal((149.0, 147.0), dearerThan falling)

                  let hRevolve, optimum =
                      dearerThan
                          { falling with
                              Write = [ 0.0; 4.0; 2.0 ]
                              Read = [ 0.0; 2.0; 2.0 ] }

                  Assert.True(hRevolve > optimum, $"{hRevolve}, {optimum}"))

          testCase "it never costs more than binomial schedules with the same slots" (fun () ->
              forAll 300 (cases 2 60 5) (fun case ->
                  let steps, ram, disk = int64 case.Steps, case.Slots[0], case.Slots[1]
                  let cost = cost case

                  let others =
                      [ for trajectory in trajectories do
                            Multistage.schedule trajectory steps ram disk
                        if ram > 0 then
                            Revolve.schedule steps ram ]

                  others
                  |> List.forall (fun other ->
                      cost <= (other |> Result.bind (Schedule.cost (model case)) |> orFail string))))

          testCase "costs that are all multiplied by a power of two change no action" (fun () ->
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

                      cost scaled = factor * cost case && actions scaled = actions case)))

          testCase "another slot or a lower cost never raises the makespan" (fun () ->
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
                  cheaper |> List.forall (fun case -> cost case <= cost')))

          testCase "uf is what an advance costs, and ub what a recorded step does" (fun () ->
              // Keep step 0, advance 1, record 1; read, record 0.
              let case =
                  { Steps = 2
                    Slots = [ 1 ]
                    Uf = 1.0
                    Ub = 16.0
                    Write = [ 2.0 ]
                    Read = [ 4.0 ] }

              Assert.Equal(1.0 + 2.0 * 16.0 + 2.0 + 4.0, cost case)) ]
