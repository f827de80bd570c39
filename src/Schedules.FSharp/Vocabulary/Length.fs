namespace Schedules.FSharp

/// When the number of steps of a calculation is known.
[<Struct; RequireQualifiedAccess>]
type Length =
    /// From the start (offline): the forward never goes past it.
    | Known of known: int64
    /// As soon as the forward stands at or past it (online).
    | Told of told: int64
    /// Not yet: a cursor is told by hand; the referee takes where the forward stands at EndForward.
    | Open

    /// The number of steps, if there is one.
    member this.Steps: int64 voption =
        match this with
        | Length.Known steps
        | Length.Told steps -> ValueSome steps
        | Length.Open -> ValueNone
