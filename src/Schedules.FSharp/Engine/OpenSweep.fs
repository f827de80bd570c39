namespace Schedules.FSharp

/// The forward goes on to the end in one open Forward.
[<RequireQualifiedAccess>]
module internal OpenSweep =
    let private create (stride: Stride) (start: ReverseStart) : Sweep =
        { First = OnlineState.initial
          Stride = OptimizedClosures.FSharpFunc<_, _, _>.Adapt(fun _ _ -> stride)
          Latest = fun _ -> ValueNone
          ReverseStart = fun _ _ -> start
          Grid = ValueNone
          Reached = fun _ _ _ -> StartPoint.Initial
          Continue = fun _ _ -> Error NotContinued.Start }

    /// Keeping nothing: there is no adjoint calculation.
    let unrecorded: Sweep =
        create
            { Until = Action.openEnd
              RestartData = false
              Dependencies = false
              Storage = Storage.Nowhere }
            ReverseStart.Never

    /// Recording the dependencies of all steps into WORK.
    let recorded: Sweep =
        create
            { Until = Action.openEnd
              RestartData = false
              Dependencies = true
              Storage = Storage.Work }
            ReverseStart.Recorded
