namespace Schedules.FSharp

open System

/// Reversal in RAM of segments beneath slower levels: RAM is empty when one begins, and when it has
/// been reversed. What is done there is settled here, and slower levels know what it takes.
[<NoComparison; NoEquality>]
type internal RamSegment =
    {
        Enter: OptimizedClosures.FSharpFunc<int64, Context, Entry>
        Resume: OptimizedClosures.FSharpFunc<int64, Context, Resumption>
        /// The context that a segment is entered with. Contexts are from 0 to 2^31 - 1.
        Start: Context
        /// Whether the first checkpoint stays until its segment has been reversed.
        HoldsFirst: bool
        /// Whether the row grows ever faster.
        IsConvex: bool
        /// uf times the forward steps that do not record, for 0 … lmax advances, one fewer than
        /// steps.
        Row: int -> float -> float[]
        /// The same steps of l ≥ 1 steps.
        Extra: int64 -> Int128
        /// Counts of l ≥ 1 steps.
        Count: int64 -> Result<Counts, SpecError>
        /// Slots for restart data, as published rules count them: at least 1.
        Slots: int64
        /// Sizes of data, in units of RAM.
        Size: UnitSize
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal RamSegment =
    let private one: UnitSize =
        { Restart = 1L
          Dependencies = 1L
          StifflyAccurate = false }

    let private create (policy: Policy) (start: Context) (slots: int64) : RamSegment =
        // Called directly, however they were made.
        { Enter = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Enter
          Resume = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Resume
          Start = start
          HoldsFirst = true
          IsConvex = true
          Row = fun _ _ -> [||]
          Extra = fun _ -> Int128.Zero
          Count = fun _ -> Ok Counts.zero
          Slots = slots
          Size = one }

    /// Restart data in so many slots of a level, at least 1.
    let binomial (trajectory: Trajectory) (level: int) (slots: int64) : RamSegment =
        { create (Shared.binomial trajectory (fun _ -> level)) slots slots with
            Row = fun lmax uf -> Binomial.row lmax slots uf
            Extra = fun l -> Binomial.extra l slots
            Count = fun l -> Shared.offlineIn trajectory (Storage.Level level) l slots }

    /// Slots for restart data, as published rules count them.
    let slots (inRam: InRam) (slots: int) : int64 =
        match inRam with
        | InRam.Binomial _ -> max 1L (int64 slots)
        | InRam.Mixed size -> max 1L (int64 slots / max 1L size.Restart)

    let private mixed (units: int) (size: UnitSize) (segment: MixedSegment) : RamSegment =
        let extra (l: int64) : Int128 =
            segment.Forward l - Int128.op_Implicit l

        { create (UnitSizes.policy 0 segment) (UnitSizes.start segment) (slots (InRam.Mixed size) units) with
            HoldsFirst = false
            IsConvex = false
            Row =
                fun lmax uf -> Array.init (lmax + 1) (fun l -> uf * (Int128.op_Explicit (extra (int64 l + 1L)): float))
            Extra = extra
            Count = UnitSizes.counts Storage.Ram segment
            Size = size }

    /// Segments of a calculation, none longer than `longest` but where checkpoints have been lost,
    /// with so many slots, or units, in RAM: at least 1, unless there is one step. Errors name
    /// `named`, the parameter that gives them, or `steps`, of the longest.
    let ofInRam
        (options: BuildOptions)
        (named: string)
        (steps: int64)
        (longest: int64)
        (inRam: InRam)
        (slots: int)
        : Result<RamSegment, SpecError> =
        match inRam with
        | InRam.Binomial trajectory -> Ok(binomial trajectory 0 (max 1L (int64 slots)))
        | InRam.Mixed size ->
            UnitSize.create (int64 slots) size.Restart size.Dependencies size.StifflyAccurate
            |> Result.bind (MixedSegment.create options named steps longest (int64 slots))
            |> Result.map (mixed slots size)

    /// Limits with so many slots, or units, in RAM, and so many checkpoints on slower levels.
    let limits (segment: RamSegment) (inRam: int) (slower: (int * int64) list) : Limits =
        let units (slots: int64) : int64 =
            let all = Int128.op_Implicit slots * Int128.op_Implicit segment.Size.Restart
            int64 (Int128.op_Explicit (Int128.Min(all, Int128.op_Implicit Int64.MaxValue)): int64)

        { Limits.none with
            Levels = (0, int64 inRam) :: [ for level, slots in slower -> level, units slots ] |> Map.ofList
            WorkDependencies = 1L
            RestartUnits = segment.Size.Restart
            DependencyUnits = segment.Size.Dependencies
            StifflyAccurate = segment.Size.StifflyAccurate }
