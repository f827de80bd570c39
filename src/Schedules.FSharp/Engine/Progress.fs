namespace Schedules.FSharp

/// What a state says to those who go through a schedule, by cursors or in a walk.
[<RequireQualifiedAccess>]
module internal Progress =
    /// A step, if it is one.
    let known (step: int64) : int64 voption =
        if step = Step.none then ValueNone else ValueSome step

    /// Why the length cannot be told now, if so.
    let refuses (plan: Length) (started: bool) (length: int64) (state: inref<State>) : FinaliseError voption =
        let minimum = state.Swept + 1L
        let maximum = min state.Forward Check.maxSteps

        match known state.Length, plan.Steps with
        | ValueSome known, _
        | ValueNone, ValueSome known -> ValueSome(FinaliseError.AlreadyKnown known)
        | ValueNone, ValueNone when not started -> ValueSome(FinaliseError.NotStarted length)
        | ValueNone, ValueNone when length < minimum || length > maximum ->
            ValueSome(FinaliseError.OutOfRange(length, minimum, maximum))
        | ValueNone, ValueNone -> ValueNone
