namespace Schedules.FSharp

/// Work of building and predicting a schedule, in units of about what an action takes that is gone
/// through: from its parameters alone, as measured on tables of many sizes.
[<RequireQualifiedAccess>]
module internal BuildWork =
    /// Sums that a min-plus kernel looks at in a unit.
    let private sums = 256.0

    /// Slots that are gone through one by one; none where there is one for each step.
    let binomial (steps: int64) (slots: int) : float =
        if int64 slots >= steps - 1L then
            0.0
        else
            40.0 * float slots

    /// Of a family whose schedule and prediction have closed forms.
    let closed: float = 1.0

    let unitSizes (steps: int64) (units: int64) (dependencyUnits: int64) : float =
        30.0 * float steps * min (float units) (float steps * float dependencyUnits)

    /// Of what happens in RAM, in segments of up to so many steps.
    let private inRam (longest: int64) (ram: int) (inRam: InRam) : float =
        match inRam with
        | InRam.Binomial _ -> 0.0
        | InRam.Mixed size ->
            let n = float longest
            let rows = float ram / float (max 1L (min size.Restart size.Dependencies))

            let table =
                if UnitSize.isMixed size then
                    0.0
                else
                    min n rows * n * n / sums

            60.0 * n + table + n * n / sums

    let private onDisk (steps: int64) (ram: int) (ramUse: InRam) (costs: CostModel) : float =
        let longest =
            if costs.Uf = 0.0 then
                0L
            else
                DiskBounds.mmax (RamSegment.slots ramUse ram) costs

        float steps * (40.0 + float (min steps longest) / sums)

    let hRevolve (steps: int64) (slots: int list) (ramUse: InRam) : float =
        let n = float steps

        n
        + n * n * float (List.sumBy int64 (List.skip (min 1 slots.Length) slots)) / sums
        + inRam steps (List.tryHead slots |> Option.defaultValue 0) ramUse

    let optimal (steps: int64) (slots: int list) : float =
        let states =
            (float slots.Length, slots) ||> List.fold (fun product slots -> product * float (slots + 1))

        float steps * float steps * states / 32.0

    let diskRevolve (steps: int64) (ram: int) (ramUse: InRam) (costs: CostModel) : float =
        onDisk steps ram ramUse costs + binomial steps ram + inRam steps ram ramUse

    let periodicDiskRevolve (steps: int64) (ram: int) (period: DiskPeriod) (ramUse: InRam) (costs: CostModel) : float =
        let longest =
            match period with
            | DiskPeriod.Given period -> min period steps
            | DiskPeriod.OneRead -> 1L
            | DiskPeriod.Searched
            | DiskPeriod.ClosedFormula ->
                if costs.Uf = 0.0 then
                    1L
                else
                    DiskBounds.mmax (RamSegment.slots ramUse ram) costs

        40.0 * float longest + binomial steps ram + inRam (min steps longest) ram ramUse

    let asyncDisk (steps: int64) (ram: int) (ramUse: InRam) (costs: CostModel) : float =
        let n = float steps

        // A pass over each of four, and segments of up to twice as many steps as hide a
        // transfer.
        let hidden =
            if costs.Uf = 0.0 then
                n
            else
                (costs.Write 1 + costs.Read 1) / costs.Uf + 1.0

        24.0 * n
        + 2.0 * n * min n hidden / 30.0
        + onDisk steps ram ramUse costs
        + binomial steps ram
        + inRam steps ram ramUse

    /// Segments of up to twice as many steps as hide a transfer, where the period is searched for.
    let asyncPeriodicDisk (steps: int64) (ram: int) (period: DiskPeriod) (ramUse: InRam) (costs: CostModel) : float =
        let slots = RamSegment.slots ramUse ram

        let longest =
            match period with
            | DiskPeriod.Given period -> period
            | DiskPeriod.Searched when costs.Uf = 0.0 -> 1L
            | DiskPeriod.Searched ->
                int64 (min (float Check.maxSteps) (2.0 * ((costs.Write 1 + costs.Read 1) / costs.Uf + 1.0)))
            | DiskPeriod.OneRead -> DiskBounds.oneRead slots costs
            | DiskPeriod.ClosedFormula -> DiskBounds.mmax slots costs

        let gone = if period.IsGiven || period.IsOneRead then 1L else longest

        40.0 * float gone + binomial steps ram + inRam longest ram ramUse

    let online (steps: int64) (slots: int) : float = float steps * float slots / 25.0
