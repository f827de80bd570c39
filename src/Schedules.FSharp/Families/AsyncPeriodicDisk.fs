namespace Schedules.FSharp

/// As `AsyncDisk`, where the length is found out: restart data are written to disk each period,
/// behind the forward; then each period is read ahead of the adjoint, once, and reversed in RAM.
/// Online, one adjoint; with `keepDisk` (Spec.AsyncPeriodicDisk) the disk's checkpoints stay, for
/// any number. RAM is free. After Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018),
/// arXiv 1806.01117.
///
/// Nobody knows which period is the last: unlike where the length is known, its start is written and
/// read, too, and its steps are gone over once more.
[<RequireQualifiedAccess>]
module AsyncPeriodicDisk =
    /// The context of the checkpoints of the sweep. In RAM they are at least 0.
    [<Literal>]
    let private swept = -1L

    /// States of which RAM holds something at most: all others of a segment are computed again.
    let private mostHeld (inRam: InRam) (snapshotsInRam: int) : int64 =
        match inRam with
        | InRam.Binomial _ -> int64 snapshotsInRam
        | InRam.Mixed size -> int64 snapshotsInRam / max 1L (min size.Restart size.Dependencies)

    /// The least wall time for each step of a long calculation, by the times of SegmentTable; of
    /// equals, the shorter period.
    let private least (longest: int64) (segment: RamSegment) (model: CostModel) : int64 =
        let ram = segment.Row (int longest - 1) model.Uf

        let relative (l: int64) : float =
            let reverse = ram[int l - 1] + float l * model.Ub
            (max (float l * model.Uf) (model.Write 1) + max reverse (model.Read 1)) / float l

        seq { 1L .. longest } |> Seq.minBy relative

    /// What happens in RAM, and the period of least wall time.
    let private search
        options
        inRam
        snapshotsInRam
        (model: CostModel)
        : Result<struct (RamSegment * int64), SpecError> =
        let held = mostHeld inRam snapshotsInRam

        /// Less than any reversal takes.
        let reverse (l: int64) : float =
            float l * model.Ub + float (max 0L (l - 1L - held)) * model.Uf

        let longest =
            SegmentTable.longest Check.maxSteps model.Uf (model.Write 1) (model.Read 1) reverse

        let segment longest =
            RamSegment.ofInRam options "snapshotsInRam" longest longest inRam snapshotsInRam

        if longest = Check.maxSteps && inRam.IsBinomial then
            // Nothing is gained from the disk.
            segment longest |> Result.map (fun segment -> struct (segment, longest))
        else
            Check.range "period" 1L DiskRevolveTable.maxSteps longest
            |> Result.bind (fun () -> BuildOptions.within options "period" longest longest)
            |> Result.bind (fun () -> segment longest)
            |> Result.map (fun segment -> struct (segment, least longest segment model))

    /// What happens in RAM, and the period by a rule.
    let private segmentAndPeriod options inRam snapshotsInRam (rule: DiskPeriod) model =
        (match rule with
         | DiskPeriod.Searched -> search options inRam snapshotsInRam model
         | DiskPeriod.Given _
         | DiskPeriod.OneRead
         | DiskPeriod.ClosedFormula ->
             PeriodicDiskRevolve.segmentAndPeriod options inRam Check.maxSteps snapshotsInRam rule true model)
        |> Result.mapError (SpecError.renamed "steps" "period")

    /// The policy within a period.
    let private within (segment: RamSegment) : Policy =
        { Enter = fun l context -> segment.Enter.Invoke(l, (if context = swept then segment.Start else context))
          Resume =
            fun l context ->
                if context = swept then
                    Resumption.Release segment.Start
                else
                    segment.Resume.Invoke(l, context) }

    /// Reads and writes of so many reversals of l steps.
    let private traffic
        (segment: RamSegment)
        keepDisk
        (l: int64)
        (times: int64)
        (counts: Counts)
        : Result<Counts, SpecError> =
        segment.Count l
        |> Result.map (fun once ->
            let ram = Counts.level 0 once

            counts
            |> Counts.touch Storage.Disk 0L times (if keepDisk then 0L else times)
            |> Counts.touch Storage.Ram (ram.Writes * times) (ram.Reads * times) (ram.Deletes * times))

    /// As `over`, with options for the tables: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (inRam: InRam)
        (snapshotsInRam: int)
        (rule: DiskPeriod)
        (keepDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        Check.slots "snapshotsInRam" 1L snapshotsInRam
        |> Result.bind (fun () ->
            match rule with
            | DiskPeriod.Given period -> Check.steps "period" period
            | DiskPeriod.OneRead
            | DiskPeriod.Searched
            | DiskPeriod.ClosedFormula -> Ok())
        |> Result.bind (fun () -> segmentAndPeriod options inRam snapshotsInRam rule model)
        |> Result.map (fun (struct (segment, period)) ->
            let adjoints = if keepDisk then Adjoints.AnyNumber else Adjoints.Times 1L

            { Plan =
                { Plan.online
                      (PeriodicSweep.create (Periodic.grid period swept))
                      swept
                      (Shared.periodic period swept (within segment)) with
                    AnyLength = true
                    Repeats = keepDisk
                    KeepsFrom = ValueSome 1
                    StifflyAccurate = segment.Size.StifflyAccurate }
              Family = "async-periodic-disk"
              Permitted = adjoints
              Places =
                fun steps ->
                    [ Storage.Work
                      Storage.Disk
                      if min period (ValueOption.defaultValue period steps) > 1L then
                          Storage.Ram ]
              Allowed =
                { RamSegment.limits segment snapshotsInRam [] with
                    Adjoints = adjoints }
              Prediction =
                Periodic.predict
                    period
                    (fun l -> System.Int128.op_Implicit l + segment.Extra l)
                    (traffic segment keepDisk) }
            |> Shared.madeUnder model (Spec.AsyncPeriodicDisk(snapshotsInRam, rule, inRam, keepDisk, model)))

    /// As `schedule`, with another use of RAM. With `InRam.Mixed`, `snapshotsInRam` counts units, as
    /// many at least as let a period be reversed, and the tables take time in proportion to the
    /// square of the longest period considered.
    let over
        (inRam: InRam)
        (snapshotsInRam: int)
        (period: DiskPeriod)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard inRam snapshotsInRam period false model

    /// The schedule with `snapshotsInRam` slots (at least 1) and the period under costs, of which uf,
    /// ub and those of the disk, level 1, matter. `Searched` is the period of least wall time for
    /// each step; if forward steps are free, 10^18, which no calculation exceeds. The other rules
    /// are those of Periodic-Disk-Revolve with one read. Errors name `snapshotsInRam` or `period`,
    /// where one that is given is outside 1 … 10^18, or the longest one to be considered is above
    /// 2^26: then wd / uf or rd / uf is very large.
    let schedule (snapshotsInRam: int) (period: DiskPeriod) (model: CostModel) : Result<Schedule, SpecError> =
        over (InRam.Binomial Trajectory.Maximum) snapshotsInRam period model
