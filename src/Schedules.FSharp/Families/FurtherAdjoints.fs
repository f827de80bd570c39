namespace Schedules.FSharp

open System

/// Further adjoint calculations after a forward calculation that the policy has planned: its
/// checkpoints on disk stay, and where there are none its first one, in RAM. Each further one reads
/// the latest of them instead of going over the steps before it, and does from there what the first
/// one did. It goes past the end of the Forward that kept it: the stricter reading of the referee
/// (`Limits.Strict`) holds for the first one only.
[<RequireQualifiedAccess>]
module internal FurtherAdjoints =
    /// The schedule for any number of adjoint calculations, if its forward calculation keeps restart
    /// data of step 0, on disk or, where it holds them to the end, in RAM.
    let keeping (ram: RamSegment) (steps: int64) (schedule: Schedule) : Result<Schedule, SpecError> =
        let plan = schedule.Plan

        match
            (if steps = 1L then
                 Entry.Record
             else
                 plan.Enter.Invoke(steps, plan.Context))
        with
        | Entry.Keep(level, _, _, _) when level > 0 || ram.HoldsFirst ->
            Ok
                { schedule with
                    Plan =
                        { plan with
                            Repeats = true
                            KeepsFrom = if level > 0 then ValueSome 1 else ValueNone } }
        | Entry.Keep _
        | Entry.Record
        | Entry.Store _
        | Entry.Advance _ -> Error(SpecError.NothingToKeep "keepDisk")

    /// Counts of so many adjoint calculations (at least 1) from those of one. `latest` is the step of
    /// the latest of `written` checkpoints on disk that stay. The error is `TooLarge` for `steps`.
    let count
        (steps: int64)
        (latest: Int128)
        (written: Int128)
        (adjoints: int64)
        (once: Counts)
        : Result<Counts, SpecError> =
        let further = Int128.op_Implicit (adjoints - 1L)
        let forward = Int128.op_Implicit once.ForwardSteps

        Check.fits "steps" steps (forward + further * (forward - latest))
        |> Result.map (fun _ ->
            let storage = if written > Int128.Zero then Storage.Disk else Storage.Ram
            let kept = max 1L (int64 (Int128.op_Explicit written: int64))

            let stays = Counts.touch storage 0L 0L -kept once

            let again =
                { stays with
                    ForwardSteps = once.ForwardSteps - int64 (Int128.op_Explicit latest: int64) }
                |> Counts.touch storage -kept 1L 0L

            Counts.plus stays (SegmentCounts.times (adjoints - 1L) again))
