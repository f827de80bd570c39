namespace Schedules.FSharp

/// Why a length was not accepted, as data.
[<RequireQualifiedAccess; StructuredFormatDisplay("{Displayed}")>]
type SetLengthError =
    /// The length is known already, and is another.
    | AlreadyKnown of length: int64
    /// The end lies within the last Forward given: after its start (where data may have been
    /// kept) and up to its end.
    | OutOfRange of length: int64 * minimum: int64 * maximum: int64
    /// The forward has not been started.
    | NotStarted of length: int64

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | SetLengthError.AlreadyKnown known -> $"the number of steps is known already: {known}"
        | SetLengthError.OutOfRange(length, minimum, maximum) ->
            $"n is {length}; allowed: from {minimum} to {maximum}, within the last Forward"
        | SetLengthError.NotStarted length -> $"n is {length}; allowed: nothing before the first Forward"

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal SetLengthError =
    /// Tells the length: once, within the last Forward; again, if it is the same.
    let tell (plan: Plan) (started: bool) (length: int64) (state: byref<State>) : Result<unit, SetLengthError> =
        let minimum = state.SweptFrom + 1L
        let maximum = min state.Forward Check.maxSteps

        match Step.toOption state.Length, plan.Length.Steps with
        | ValueSome known, _
        | ValueNone, ValueSome known when known = length -> Ok()
        | ValueSome known, _
        | ValueNone, ValueSome known -> Error(SetLengthError.AlreadyKnown known)
        | ValueNone, ValueNone when not started -> Error(SetLengthError.NotStarted length)
        | ValueNone, ValueNone when length < minimum || length > maximum ->
            Error(SetLengthError.OutOfRange(length, minimum, maximum))
        | ValueNone, ValueNone ->
            State.setLength length &state
            Ok()
