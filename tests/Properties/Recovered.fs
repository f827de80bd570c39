/// What holds of every schedule that has been recovered.
module Schedules.Tests.Recovered

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Crashes

let private require (what: string) (context: unit -> string) (holds: bool) : unit =
    if not holds then
        failtest $"{what}: {context ()}"

/// In forward steps or, for a family that weighs costs, by these.
let private cost (spec: Spec) (counts: Counts) : float =
    match Spec.costs spec with
    | ValueSome costs -> Counts.makespan costs counts
    | ValueNone -> float counts.ForwardSteps

/// One adjoint calculation of what remains, without any survivor; or the whole, if nothing has been
/// saved of the adjoint.
let private afresh (history: History) (base': Schedule) (reversed: int64) : Counts =
    if reversed = 0L then
        Schedule.predict base' |> orFail string
    else
        let remaining =
            base' |> Restore.from (StartPoint.Enter(history.Steps, history.Steps - reversed)) |> orFail string

        (Schedule.profile remaining |> orFail string).Counts

let private reversedOnce (adjoint: int64) (steps: int64) (actions: Action[]) (context: unit -> string) : unit =
    let mutable at = adjoint

    for action in actions do
        match action with
        | Action.Reverse(n1, n0, _) ->
            require "reversed out of order" context (n1 = at)
            at <- n0
        | Action.EndReverse ->
            require "not all reversed" context (at = 0L)
            at <- steps
        | Action.Forward _
        | Action.Copy _
        | Action.Move _
        | Action.EndForward -> ()

    let ends = actions |> Array.filter _.IsEndForward |> Array.length
    require "EndForward" context (ends = if adjoint = steps then 1 else 0)

/// All that holds of a recovered schedule; and its own history.
let check (base': Schedule) (history: History) (crash: Crash) (context: unit -> string) : History =
    let steps = history.Steps
    let recovered = Recovery.recover crash.Site history.Schedule |> orFail string

    for held in recovered.StartsWith do
        crash.Site.Survivors
        |> List.exists (fun survivor ->
            survivor.Level = held.Level && survivor.Step = held.Step && survivor.Holding = held.Holding)
        |> require "starts with what has not survived" context

    // The referee is told of them as they were written.
    let store = (Schedule.position recovered).Store

    for struct (level, step, kept) in Store.contents store do
        let before = Store.tryFind level step history.Positions[crash.After].Store
        require "another checkpoint" context (before = ValueSome kept)

    let adjoints =
        match recovered.Adjoints with
        | Adjoints.Times count -> count
        | Adjoints.AnyNumber -> 2L

    let describe () =
        $"{context ()}; {recovered.StartPoint}; {List.ofSeq (Schedule.actionsOf adjoints recovered)}"

    let profile =
        match Schedule.profileOf adjoints recovered with
        | Ok profile -> profile
        | Error violation -> failtest $"{violation}: {describe ()}"

    require "another length" describe (profile.Length = steps)
    let predicted = Schedule.predictOf adjoints recovered |> orFail string
    require $"predicted {predicted}, counted {profile.Counts}" describe (predicted = profile.Counts)

    let next =
        try
            Crashes.history steps adjoints (found history crash recovered) recovered
        with Toy.Impossible why ->
            failtest $"{why}: {describe ()}"

    reversedOnce (steps - crash.Reversed) steps next.Actions describe
    let gradients = next.Toys |> Array.last |> (fun saved -> saved.Adjoint)

    if base'.Adjoints <> Adjoints.Times 0L then
        require "a wrong gradient" describe (gradients = Toy.expected steps)

        let one = Schedule.predict recovered |> orFail string
        let anew = afresh history base' crash.Reversed

        require $"dearer than afresh: {one}, {anew}" describe (cost base'.Spec.Value one <= cost base'.Spec.Value anew)

    next

/// A pseudo-random number, the same each time.
let hash (values: int list) : uint64 =
    (14695981039346656037UL, values)
    ||> List.fold (fun sum value -> (sum ^^^ uint64 (value + 1)) * 1099511628211UL)
