namespace Schedules.FSharp

/// Work of building and predicting a schedule, in units of about what an action takes that is gone
/// through: from its parameters alone, as measured on tables of many sizes.
[<RequireQualifiedAccess>]
module internal BuildWork =
    /// Sums that a min-plus kernel looks at in a unit.
    let private sums = 256.0

    /// Slots that are gone through one by one; none where there is one for each step.
    let private binomial (steps: int64) (slots: int) : float =
        if int64 slots >= steps - 1L then
            0.0
        else
            40.0 * float slots

    let private onDisk (steps: int64) (ram: int) (costs: CostModel) : float =
        let longest =
            if costs.Uf = 0.0 then
                0L
            else
                DiskBounds.mmax (int64 (max 1 ram)) costs

        float steps * (40.0 + float (min steps longest) / sums)

    /// For a calculation of so many steps.
    let ofSpec (steps: int64) (spec: Spec) : float =
        let n = float steps

        match spec with
        | Spec.None
        | Spec.SingleMemory
        | Spec.SingleDisk _
        | Spec.PeriodicDisk _
        | Spec.Uniform _ -> 1.0
        | Spec.Revolve(_, ram, _) -> binomial steps ram
        | Spec.Multistage(_, ram, disk, _) -> binomial steps ram + binomial steps disk
        | Spec.Mixed(_, units, _) -> binomial steps units
        | Spec.TwoLevel(_, slots, _, _) -> binomial steps slots
        | Spec.UnitSizes(_, units, _, dependencies, _, _) -> 30.0 * n * min (float units) (n * float dependencies)
        | Spec.HRevolve(_, slots, _) -> n + n * n * float (List.sumBy int64 (List.tail slots)) / sums
        | Spec.AsyncDisk(_, ram, costs) ->
            // A pass over each of four, and segments of up to twice as many steps as hide a
            // transfer.
            let hidden =
                if costs.Uf = 0.0 then
                    n
                else
                    (costs.Write 1 + costs.Read 1) / costs.Uf + 1.0

            24.0 * n + 2.0 * n * min n hidden / 30.0 + onDisk steps ram costs + binomial steps ram
        | Spec.Optimal(_, slots, _) ->
            let states =
                (float slots.Length, slots) ||> List.fold (fun product slots -> product * float (slots + 1))

            n * n * states / 32.0
        | Spec.DiskRevolve(_, ram, _, costs)
        | Spec.OneDRevolve(_, ram, _, costs) -> onDisk steps ram costs + binomial steps ram
        | Spec.PeriodicDiskRevolve(_, ram, period, _, costs) ->
            let longest =
                match period with
                | DiskPeriod.Given period -> min period steps
                | DiskPeriod.OneRead -> 1L
                | DiskPeriod.Searched
                | DiskPeriod.ClosedFormula ->
                    if costs.Uf = 0.0 then
                        1L
                    else
                        DiskBounds.mmax (int64 (max 1 ram)) costs

            40.0 * float longest + binomial steps ram
        | Spec.Online(_, slots, _) -> n * float slots / 25.0
