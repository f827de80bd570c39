namespace Schedules.FSharp

/// Why a length was not accepted, as data.
[<RequireQualifiedAccess>]
type FinaliseError =
    /// The length is known already: it can be told once.
    | AlreadyKnown of length: int64
    /// The end lies within the last Forward given: after its start (where data may have been kept) and up to its end.
    | OutOfRange of length: int64 * minimum: int64 * maximum: int64
    /// The forward has not been started.
    | NotStarted of length: int64

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | FinaliseError.AlreadyKnown known -> $"the number of steps is known already: {known}"
        | FinaliseError.OutOfRange(length, minimum, maximum) ->
            $"n is {length}; allowed: from {minimum} to {maximum}, within the last Forward"
        | FinaliseError.NotStarted length -> $"n is {length}; allowed: nothing before the first Forward"
