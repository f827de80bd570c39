/// Every invariant, for every family: exhaustively for small sizes, at random for large ones.
module Schedules.Tests.FamilyTests

open Xunit
open Schedules.FSharp
open Schedules.Tests.Families

let rows = Families.rows

let private exhaustively (steps: int64) (family: Family) (invariant: Problem -> unit) : unit =
    for problem in small steps family do
        invariant problem

[<Theory; MemberData(nameof rows)>]
let ``the referee finds nothing wrong, for all steps up to 40 and all slots`` (family: Family) =
    exhaustively 40L family Invariants.valid

[<Theory; MemberData(nameof rows)>]
let ``the referee finds nothing wrong with large ones`` (family: Family) =
    check 60 (random 20000 family) Invariants.valid

[<Theory; MemberData(nameof rows)>]
let ``every step is reversed once, in order`` (family: Family) =
    exhaustively 40L family Invariants.reversedOnce
    check 40 (random 20000 family) Invariants.reversedOnce

[<Theory; MemberData(nameof rows)>]
let ``really run, it gives the right gradient and leaves nothing behind`` (family: Family) =
    exhaustively 24L family Invariants.gradient
    check 40 (random 2000 family) Invariants.gradient

[<Theory; MemberData(nameof rows)>]
let ``enumerated twice, it gives the same actions`` (family: Family) =
    exhaustively 20L family Invariants.repeatable
    check 20 (random 2000 family) Invariants.repeatable

[<Theory; MemberData(nameof rows)>]
let ``what is predicted is what is counted`` (family: Family) =
    exhaustively 40L family Invariants.predicted
    check 60 (random 20000 family) Invariants.predicted

[<Theory; MemberData(nameof rows)>]
let ``the storages that it says it uses are those it uses`` (family: Family) =
    exhaustively 40L family Invariants.storages

[<Theory; MemberData(nameof rows)>]
let ``a cursor can be gone back to, from any position`` (family: Family) =
    exhaustively 9L family Invariants.resumable
    check 20 (random 60 family) Invariants.resumable

[<Theory; MemberData(nameof rows)>]
let ``a cursor stands where the referee says`` (family: Family) =
    exhaustively 24L family Invariants.positions
    check 20 (random 2000 family) Invariants.positions

[<Theory; MemberData(nameof rows)>]
let ``while its length is open, it names the storages that some length uses`` (family: Family) =
    let specs = family.Small 30L |> List.filter (fun spec -> (build spec).Length.IsOpen)

    for spec in specs do
        let some =
            [ 1L .. 60L ]
            |> List.collect (fun steps -> (buildFor (problem steps spec)).Storages)
            |> List.distinct
            |> List.sort

        Assert.Equal<Storage list>(some, List.sort (build spec).Storages)

/// Numbers of slots that are never all of use: there are as many as one likes, or costs do not pay for them.
[<Theory; MemberData(nameof rows)>]
let ``the limits that it states are met by some calculation, and hold no slack`` (family: Family) =
    let tight (level: int) (problems: (Problem * Profile) list) : bool =
        problems
        |> List.exists (fun (problem, profile) ->
            let limit = Limits.level level (buildFor problem).Limits
            Map.tryFind level profile.Peaks |> Option.defaultValue 0L = limit)

    let problems =
        small 14L family
        |> Seq.map (fun problem -> problem, buildFor problem |> Schedule.profileOf problem.Adjoints |> orFail string)
        |> List.ofSeq

    // Of the problems that share a limit above 0, one at least uses it up.
    for level in 0..2 do
        let limited =
            problems
            |> List.groupBy (fun (problem, _) -> Limits.level level (buildFor problem).Limits)
            |> List.filter (fun (limit, _) -> 0L < limit && limit < 6L)

        for limit, some in limited do
            Assert.True(tight level some, $"{family.Name}: no calculation uses {limit} slots on level {level}")

[<Fact>]
let ``WORK holds the whole calculation, or a period of it, and says so`` () =
    for steps in 1L .. 12L do
        let peak spec =
            (buildFor (problem steps spec) |> Schedule.profile |> orFail string).WorkPeak

        Assert.Equal(steps, peak Spec.SingleMemory)
        Assert.Equal(1L, peak (Spec.SingleDisk true))

        for period in 1L .. 5L do
            Assert.Equal(min period steps, peak (Spec.PeriodicDisk period))
