namespace Schedules.FSharp

/// Number of adjoint calculations that a schedule permits after its one forward calculation.
[<Struct; RequireQualifiedAccess>]
type Adjoints =
    /// Exactly so many: 0 for a schedule that keeps nothing, 1 for one that gives up each
    /// checkpoint at its last read.
    | Times of count: int64
    /// As many as one likes: what the forward sweep kept stays until the user lets it go.
    | AnyNumber

    /// So many can have been completed while another is under way.
    member this.MostCompleted: int64 =
        match this with
        | Adjoints.Times count -> count - 1L
        | Adjoints.AnyNumber -> System.Int64.MaxValue - 1L
