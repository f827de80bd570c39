namespace Schedules.FSharp

[<RequireQualifiedAccess>]
module Step =
    /// No step: smaller than any.
    [<Literal>]
    let none: int64 = -1L

    /// A step, if it is one.
    let internal toOption (step: int64) : int64 voption =
        if step = none then ValueNone else ValueSome step
