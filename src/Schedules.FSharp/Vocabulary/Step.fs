namespace Schedules.FSharp

[<RequireQualifiedAccess>]
module Step =
    /// No step: smaller than any.
    [<Literal>]
    let none: int64 = -1L
