/// What the tests of Disk-Revolve and its kin share: costs, plain recurrences, the reference rows,
/// and one judge for a schedule.
module Schedules.Tests.DiskFamilies

open Expecto
open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json
open FsCheck.FSharp
open FsCheck
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Reference

/// Costs of a step and of the disk; RAM is free.
type Costs =
    { Uf: float
      Ub: float
      Wd: float
      Rd: float }

let costs uf ub wd rd : Costs = { Uf = uf; Ub = ub; Wd = wd; Rd = rd }

let model (costs: Costs) : CostModel =
    CostModel.create costs.Uf costs.Ub [ 0.0; costs.Wd ] [ 0.0; costs.Rd ] |> orFail string

/// Exact in binary, and no two of a kind alike; free ones too.
let various: Costs list =
    [ costs 1.0 1.0 2.0 2.0
      costs 1.0 2.0 0.5 0.25
      costs 2.0 3.0 1.0 5.0
      costs 1.0 3.0 20.0 1.0
      costs 0.5 4.0 0.0 3.0
      costs 1.0 1.0 6.0 0.0
      costs 3.0 0.0 0.0 0.0
      costs 0.0 1.0 1.0 2.0
      costs 0.0 0.0 0.0 0.0 ]

/// Multiples of a quarter: sums of them are exact.
let randomCosts: Gen<Costs> =
    let quarters most =
        Gen.choose (0, 4 * most) |> Gen.map (fun quarters -> float quarters / 4.0)

    Gen.map4
        costs
        (quarters 4)
        (quarters 4)
        (Gen.oneof [ quarters 3; quarters 60 ])
        (Gen.oneof [ quarters 3; quarters 30 ])

let areCosts (costs: Costs) : bool =
    List.min [ costs.Uf; costs.Ub; costs.Wd; costs.Rd ] >= 0.0

/// One slot for many steps means millions of actions, where the disk is dear.
let isModest (steps: int64) (slots: int) : bool =
    steps >= 1L && slots >= (if steps > 1000L then 3 else 1)

/// O0, O1 and O∞ with their first advances, by looking at every one of them. `bound` is the
/// longest that is looked at.
type Plain =
    { Ram: float[]
      Single: float[]
      SingleAdvance: int64[]
      Chain: float[]
      ChainAdvance: int64[] }

let plain (singleBound: int) (chainBound: int) (lmax: int) (slots: int) (oneRead: bool) (costs: Costs) : Plain =
    let ram =
        [| for l in 0..lmax ->
               float (l + 1) * costs.Ub
               + costs.Uf * float (Binomial.extraSteps (int64 l + 1L) (int64 slots) |> orFail string) |]

    let fill (bound: int) (write: float) (rest: float[] -> float[]) (left: float[] -> float[]) =
        let values = Array.copy ram
        let advances = Array.zeroCreate (lmax + 1)

        for l in 2..lmax do
            let mutable best = infinity
            let mutable chosen = 0

            for j in 1 .. min bound (l - 1) do
                let value =
                    write + float j * costs.Uf + (rest values)[l - j] + costs.Rd + (left values)[j - 1]

                if value <= best then
                    best <- value
                    chosen <- j

            if best < ram[l] then
                values[l] <- best
                advances[l] <- int64 chosen

        values, advances

    let single, singleAdvance =
        fill singleBound 0.0 (fun _ -> ram) (fun values -> if oneRead then ram else values)

    let chain, chainAdvance =
        fill chainBound costs.Wd id (fun _ -> if oneRead then ram else single)

    { Ram = ram
      Single = single
      SingleAdvance = singleAdvance
      Chain = chain
      ChainAdvance = chainAdvance }

let everything: int = Int32.MaxValue

/// The referee, the toy, the predictions and the storages: everything but the
/// cost. Gives the counts.
let judge (what: string) (really: bool) (schedule: Schedule) : Counts =
    let steps = schedule.Length.Steps.Value

    let require holds why =
        if not holds then
            failtest $"{why}: {what}"

    let profile =
        Profile.run { schedule.Limits with Strict = true } schedule.Length (Schedule.actions schedule)
        |> orFail (fun violation -> $"{violation}: {what}")

    require (schedule.Limits.Levels.ContainsKey 0 && schedule.Limits.WorkDependencies = 1L) "RAM or WORK not limited"
    let predicted = Schedule.predict schedule |> orFail string
    require (predicted = profile.Counts) $"predicted {predicted}, counted {profile.Counts}"

    if really then
        let gradients, left = Toy.run steps (Schedule.actions schedule)
        require (gradients = [ Toy.expected steps ]) "a wrong gradient"
        require (left = 0) "checkpoints left behind"

    let named =
        Storage.Work :: [ for level in Map.keys profile.Counts.Levels -> Storage.Level level ]

    require (List.sort named = List.sort schedule.Storages) $"says {schedule.Storages}, names {named}"
    profile.Counts

let makespan (costs: Costs) (counts: Counts) : float = Counts.makespan (model costs) counts

let actions (schedule: Schedule) : string list =
    schedule |> Schedule.actions |> Seq.map Action.toJson |> List.ofSeq

/// The costs of a row, with those that it does not give free.
let costsOf (row: JsonElement) : Costs =
    let given name =
        match row.TryGetProperty(name: string) with
        | true, value -> value.GetDouble()
        | false, _ -> 0.0

    costs (given "uf") (given "ub") (given "wd") (given "rd")

/// How many rows of a family there are in a file, all of which must equal what is built
/// from their parameters.
let equalStreams (family: string) (build: int64 -> int -> bool -> CostModel -> Schedule) (file: string) : int =
    let mutable count = 0

    for row in rows file do
        if text "schedule" row = family then
            count <- count + 1
            let parameters = row.GetProperty "parameters"

            let schedule =
                build
                    (int64 (number "max_n" parameters))
                    (int (number "snapshots_in_ram" parameters))
                    (flag "one_read_disk" parameters)
                    (model (costsOf parameters))

            let actions = actions schedule

            match row.TryGetProperty "actions" with
            | true, expected ->
                let expected =
                    [ for action in expected.EnumerateArray() -> action.GetRawText().Replace(" ", "") ]

                if expected <> actions then
                    failtest $"another stream than that of {parameters}"
            | false, _ -> ()

            let digest =
                String.Join('\n', actions) |> Encoding.UTF8.GetBytes |> SHA256.HashData |> Convert.ToHexStringLower

            if digest <> text "sha256" row then
                failtest $"another digest than that of {parameters}"

    count
