namespace Schedules.FSharp

open System

/// Parts common to the families: the binomial policy, and the counts of a binomial reversal.
[<RequireQualifiedAccess>]
module internal Shared =
    /// Says which parameters a schedule was made from: with them it is written as text,
    /// recovered and built again.
    let madeFrom (spec: Spec) (schedule: Schedule) : Schedule =
        { schedule with
            Plan =
                { schedule.Plan with
                    Spec = ValueSome spec } }

    /// The same for a family that weighs costs: recovery weighs them, too.
    let madeUnder (costs: CostModel) (spec: Spec) (schedule: Schedule) : Schedule =
        { schedule with
            Plan =
                { schedule.Plan with
                    Spec = ValueSome spec
                    Costs = ValueSome costs } }

    /// All steps of a segment are recorded into WORK at once.
    let recordAll: Policy =
        { Enter = fun _ _ -> Entry.Record
          Resume = fun _ context -> Resumption.Release context }

    /// All steps but the last are recorded to a level: nothing is recomputed.
    let storeAll (level: int) : Policy =
        { Enter = fun _ context -> Entry.Store(level, context)
          Resume = fun _ context -> Resumption.Release context }

    /// The policy for a period of a sweep that keeps restart data on disk each `period` steps.
    /// Where more steps than that are to be reversed, since a checkpoint of the sweep has been
    /// lost, those of the sweep are written again. `swept` is the context of these.
    let periodic (period: int64) (swept: Context) (within: Policy) : Policy =
        // Called directly, however they were made.
        let enter = OptimizedClosures.FSharpFunc<_, _, _>.Adapt within.Enter
        let resume = OptimizedClosures.FSharpFunc<_, _, _>.Adapt within.Resume

        { Enter =
            fun l context ->
                if l > period && context = swept then
                    Entry.Keep(1, period, swept, swept)
                else
                    enter.Invoke(l, context)
          Resume =
            fun l context ->
                if l > period && context = swept then
                    Resumption.Advance(period, swept, swept)
                else
                    resume.Invoke(l, context) }

    /// Binomial checkpointing from a start that is not kept, on one level: the context is the
    /// number of free slots.
    let inline enterBinomially (trajectory: Trajectory) (level: int) (l: int64) (free: Context) : Entry =
        Entry.Keep(level, Binomial.advanceBy trajectory l free, free, free - 1L)

    /// The same from a start that is kept: this checkpoint's slot is one of the free ones.
    let inline resumeBinomially (trajectory: Trajectory) (l: int64) (free: Context) : Resumption =
        Resumption.Advance(Binomial.advanceBy trajectory l free, free, free - 1L)

    /// Binomial checkpointing. The context is the number of free slots, this checkpoint's included;
    /// `place` tells the level of a checkpoint from it.
    let binomial (trajectory: Trajectory) (place: int64 -> int) : Policy =
        { Enter = fun l free -> enterBinomially trajectory (place free) l free
          Resume = fun l free -> resumeBinomially trajectory l free }

    /// Counts of a calculation in which nothing is recomputed beyond `forward` steps: recorded
    /// and reversed as given.
    let counts steps (forward: Int128) (recorded: Int128) (reversed: Int128) : Result<Counts, SpecError> =
        // The forward steps bound everything else that is counted, but for the dependencies
        // that are used again.
        Check.fits "steps" steps (Int128.Max(forward, reversed))
        |> Result.map (fun _ ->
            { Counts.zero with
                ForwardSteps = int64 (Int128.op_Explicit forward: int64)
                RecordedSteps = int64 (Int128.op_Explicit recorded: int64)
                ReversedSteps = int64 (Int128.op_Explicit reversed: int64) })

    /// Adds the writes and reads of a number of binomial reversals of l steps each,
    /// position by position.
    let addTraffic (trajectory: Trajectory) (place: int -> Storage) (l: int64) (s: int64) (counts: Counts) : Counts =
        Traffic.fold
            (fun counts position writes reads -> Counts.touch (place position) writes reads writes counts)
            counts
            trajectory
            l
            s

    /// Counts of a binomial schedule of known length, all of whose checkpoints are in one
    /// place: each step but the last is reversed after one read. With a slot for each step,
    /// nothing is gone through.
    let offlineIn (trajectory: Trajectory) (storage: Storage) (l: int64) (s: int64) : Result<Counts, SpecError> =
        let n = Int128.op_Implicit l

        counts l (n + Binomial.extra l s) n n
        |> Result.map (fun counts ->
            let writes =
                if l - 1L <= s then
                    l - 1L
                else
                    Traffic.fold (fun sum _ writes _ -> sum + writes) 0L trajectory l s

            Counts.touch storage writes (l - 1L) writes counts)

    /// Counts of a binomial schedule of known length: l steps, s slots, one adjoint.
    let offline (trajectory: Trajectory) (place: int -> Storage) (l: int64) (s: int64) : Result<Counts, SpecError> =
        let n = Int128.op_Implicit l

        counts l (n + Binomial.extra l s) n n |> Result.map (addTraffic trajectory place l s)
