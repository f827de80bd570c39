namespace Schedules.FSharp

/// Conventions of other tools for schedules of a family.
[<NoComparison>]
type Dialect =
    {
        /// Their names for the levels of operations.
        Levels: LevelNames
        /// Their condensed views are those of a chain of checkpoints on disk.
        IsChain: bool
        /// When they say Clear, in the step-based vocabulary.
        Clearing: Clearing
        /// The mode of the classic vocabulary, where it does not follow from the levels.
        Classic: ClassicMode voption
    }

/// A family of schedules, as it is told to people and to programs: what a command, a planner or
/// another language needs to offer it.
[<NoComparison>]
type Family =
    {
        /// In texts and on command lines.
        Name: string
        /// A line for people: what it keeps, where.
        Summary: string
        /// In the order of its constructor; costs last.
        Parameters: Parameter list
        /// Kinds of data of its checkpoints on levels.
        Keeps: Holding list
        Dialect: Dialect
        /// The paper with its recurrences: authors (year), where; empty if there is none.
        Source: string
        /// There is a table behind it that can be printed.
        HasTable: bool
    }

    /// It knows the number of steps from the start.
    member this.IsOffline: bool =
        this.Parameters |> List.exists (fun parameter -> parameter.Kind.IsSteps)

    /// It weighs costs.
    member this.WeighsCosts: bool =
        this.Parameters |> List.exists (fun parameter -> parameter.Kind.IsCosts)
