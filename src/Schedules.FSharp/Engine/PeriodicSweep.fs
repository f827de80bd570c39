namespace Schedules.FSharp

/// A Forward each `Period` steps that keeps restart data on a level or, with a period of one
/// step, its dependencies. The last one goes its whole period, past the end if need be: nobody
/// knows where that is.
[<RequireQualifiedAccess>]
module internal PeriodicSweep =
    /// The start of the period in which a step lies.
    let startOf (grid: Grid) (step: int64) : int64 =
        // A division takes as long as an action.
        if grid.Period = 1L then
            step
        else
            step / grid.Period * grid.Period

    /// Checkpoint that the sweep has kept at a step.
    let checkpoint (grid: Grid) (step: int64) : HeldCheckpoint =
        { Level = grid.Level
          Step = step
          Holding = grid.Holding
          Context = grid.Context
          Until = step + grid.Period }

    /// The same, from a step on backwards.
    let checkpoints (grid: Grid) (latest: int64) : HeldCheckpoint list =
        [ for step in latest .. -grid.Period .. 0L -> checkpoint grid step ]

    /// Reach of the sweep with nothing missing, of the steps before `most`: where it
    /// would keep the next.
    let reached (grid: Grid) (survives: int -> int64 -> Holding -> bool) (most: int64) : int64 =
        let rec go (step: int64) : int64 =
            if step < most && survives grid.Level step grid.Holding then
                go (step + grid.Period)
            else
                step

        go 0L

    let private goOn (grid: Grid) (survives: int -> int64 -> Holding -> bool) (most: int64) : StartPoint =
        let step = reached grid survives most

        match grid.Holding with
        | Holding.RestartData when step > grid.Period -> StartPoint.ResumeSweep(step - grid.Period)
        | Holding.Dependencies when step > 0L -> StartPoint.SkipRecorded step
        | Holding.RestartData
        | Holding.Dependencies -> StartPoint.Initial

    let private saved (grid: Grid) (forward: int64) (recorded: int64) (written: int64) (read: int64) : Counts =
        { Counts.zero with
            ForwardSteps = forward
            RecordedSteps = recorded }
        |> Counts.touch (Storage.Level grid.Level) written -read 0L

    /// The last checkpoint is read, and the forward goes to the next period.
    let private resumeSweep (grid: Grid) (step: int64) : Continuation =
        { Prologue =
            [ Action.Copy(step, Storage.Level grid.Level, Storage.Work)
              Action.Forward(step, step + grid.Period, false, false, Storage.Work) ]
          SweptFrom = step
          OnlineState = OnlineState.initial
          Held = lazy (checkpoints grid step)
          Saved = saved grid step 0L (step / grid.Period + 1L) 1L }

    /// From dependencies nothing restarts: the forward goes over all those steps, and records none.
    let private skipRecorded (grid: Grid) (step: int64) : Continuation =
        { Prologue = [ Action.Forward(0L, step, false, false, Storage.Work) ]
          SweptFrom = step - 1L
          OnlineState = OnlineState.initial
          Held = lazy (checkpoints grid (step - 1L))
          Saved = saved grid 0L step step 0L }

    /// As far as what is there can be listed.
    let private near (grid: Grid) (step: int64) (continuation: Grid -> int64 -> Continuation) =
        if step / grid.Period > Sweep.mostKept then
            Error NotContinued.TooFar
        else
            Ok(continuation grid step)

    let private goesOn (grid: Grid) (startPoint: StartPoint) : Result<Continuation, NotContinued> =
        match grid.Holding, startPoint with
        | Holding.RestartData, StartPoint.ResumeSweep step when step % grid.Period = 0L -> near grid step resumeSweep
        | Holding.Dependencies, StartPoint.SkipRecorded step -> near grid step skipRecorded
        | (Holding.RestartData | Holding.Dependencies),
          (StartPoint.Initial | StartPoint.Enter _ | StartPoint.Resume _ | StartPoint.RewriteFirst _ | StartPoint.SweepKept _ | StartPoint.ResumeSweep _ | StartPoint.SkipRecorded _) ->
            Error NotContinued.Start

    /// Nothing is on the stack: `Sweep.Latest` finds each checkpoint.
    let private fromLatest: ReverseStart = ReverseStart.Held []

    /// The sweep; each of its checkpoints is resumed with the context of the grid.
    let create (grid: Grid) : Sweep =
        { First = OnlineState.initial
          Stride =
            OptimizedClosures.FSharpFunc<_, _, _>.Adapt(fun step _ ->
                { Until = step + grid.Period
                  RestartData = grid.Holding.IsRestartData
                  Dependencies = grid.Holding.IsDependencies
                  Storage = Storage.Level grid.Level })
          Latest =
            fun adjoint ->
                ValueSome
                    { Step = startOf grid (adjoint - 1L)
                      Level = grid.Level
                      Holding = grid.Holding
                      Context = grid.Context }
          ReverseStart = fun _ _ -> fromLatest
          Grid = ValueSome grid
          Reached = fun _ -> goOn grid
          Continue = fun _ startPoint -> goesOn grid startPoint }
