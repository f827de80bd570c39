namespace Schedules.FSharp

/// A place for forward data. Data in a level cannot be used in place: it is copied or
/// moved to WORK first.
[<Struct; RequireQualifiedAccess; StructuredFormatDisplay("{Displayed}")>]
type Storage =
    /// Nowhere: nothing is kept, or what is moved there is deleted.
    | Nowhere
    /// Data that the forward and the adjoint use directly.
    | Work
    /// A level of the memory hierarchy, the fastest first: 0 is RAM, 1 is disk, 2, 3, … are
    /// slower ones. At least 0.
    | Level of level: int

    /// Level 0.
    static member Ram: Storage = Storage.Level 0

    /// Level 1.
    static member Disk: Storage = Storage.Level 1

    member private this.Displayed: string = this.ToString()

    /// The name in the notation of the literature: NONE, WORK, RAM, DISK, and
    /// LEVEL2, LEVEL3, … beyond.
    override this.ToString() : string =
        match this with
        | Storage.Nowhere -> "NONE"
        | Storage.Work -> "WORK"
        | Storage.Level 0 -> "RAM"
        | Storage.Level 1 -> "DISK"
        | Storage.Level level -> $"LEVEL{level}"
