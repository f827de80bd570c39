namespace Schedules.FSharp

open System.Collections.Generic
open System.Threading

/// Restart data are kept on a level where the placements say so, and some are deleted to make room.
/// Checkpoints held at the end are released at their last read.
[<RequireQualifiedAccess>]
module internal AdaptiveSweep =
    /// State of a sweep that has just kept the restart data of a step.
    [<NoComparison; NoEquality>]
    type private Stand =
        {
            mutable Step: int64
            mutable OnlineState: OnlineState
            /// Number of checkpoints kept up to there.
            mutable Written: int64
            /// The ends of the Forwards that wrote what is held.
            Ends: Dictionary<int64, int64>
        }

    let private start (first: OnlineState) : Stand =
        { Step = 0L
          OnlineState = first
          Written = 1L
          Ends = Dictionary([ KeyValuePair(0L, first.Until) ]) }

    /// Goes through the placements up to a step, or to the most that may be, changing where it
    /// stands, and tells of each; raises OperationCanceledException if `cancellation` is
    /// requested meanwhile.
    let private goTo (cancellation: CancellationToken) (last: int64) (stand: Stand) (tell: unit -> unit) : unit =
        tell ()

        while stand.OnlineState.Until <= last && stand.Written < Sweep.mostKept do
            cancellation.ThrowIfCancellationRequested()
            stand.Step <- stand.OnlineState.Until
            stand.OnlineState <- stand.OnlineState.Next()
            stand.Written <- stand.Written + 1L
            stand.Ends.Remove stand.OnlineState.Dropped |> ignore
            stand.Ends[stand.Step] <- stand.OnlineState.Until
            tell ()

    /// Slots that are free for the reverse of each segment: one fewer from each
    /// checkpoint to the next.
    let private contexts (slots: Context) (held: int64 list) : (int64 * Context) list =
        let first = slots - int64 held.Length + 1L
        held |> List.mapi (fun i step -> step, first + int64 i)

    let private held (level: int) (slots: Context) (stand: Stand) : HeldCheckpoint list =
        [ for step, context in contexts slots (stand.OnlineState.Held()) ->
              { Level = level
                Step = step
                Holding = Holding.RestartData
                Context = context
                Until = stand.Ends[step] } ]

    let private reverseStart (level: int) (slots: Context) (length: int64) (placement: OnlineState) : ReverseStart =
        placement.Held()
        |> List.filter (fun step -> step < length)
        |> contexts slots
        |> List.map (fun (step, context) ->
            { Step = step
              Level = level
              Holding = Holding.RestartData
              Context = context })
        |> ReverseStart.Held

    let private goOn (level: int) (first: OnlineState) cancellation survives (most: int64) : StartPoint =
        let has (step: int64) : bool = survives level step Holding.RestartData

        let stand = start first
        let mutable found = 0L

        goTo cancellation (most - 1L) stand (fun () ->
            if has stand.Step && List.forall has (stand.OnlineState.Held()) then
                found <- stand.Step)

        if found > 0L then
            StartPoint.ResumeSweep found
        else
            StartPoint.Initial

    let private resumeSweep cancellation (level: int) (slots: Context) (first: OnlineState) (step: int64) =
        let stand = start first
        goTo cancellation step stand ignore

        if stand.OnlineState.Until <= step then
            Error NotContinued.TooFar
        elif stand.Step <> step then
            Error NotContinued.Step
        else
            let held = held level slots stand
            let storage = Storage.Level level

            Ok
                { Prologue =
                    [ Action.Copy(step, storage, Storage.Work)
                      Action.Forward(step, stand.OnlineState.Until, false, false, Storage.Work) ]
                  SweptFrom = step
                  OnlineState = stand.OnlineState
                  Held = lazy held
                  Saved =
                    { Counts.zero with ForwardSteps = step }
                    |> Counts.touch storage stand.Written -1L (stand.Written - int64 held.Length) }

    /// The sweep, whose first checkpoint is resumed with so many slots.
    let create (level: int) (slots: Context) (first: OnlineState) : Sweep =
        { First = first
          Stride =
            OptimizedClosures.FSharpFunc<_, _, _>.Adapt(fun _ placement ->
                { Until = placement.Until
                  RestartData = true
                  Dependencies = false
                  Storage = Storage.Level level })
          Latest = fun _ -> ValueNone
          ReverseStart = reverseStart level slots
          Grid = ValueNone
          Reached = goOn level first
          Continue =
            fun cancellation startPoint ->
                match startPoint with
                | StartPoint.ResumeSweep step -> resumeSweep cancellation level slots first step
                | StartPoint.Initial
                | StartPoint.Enter _
                | StartPoint.Resume _
                | StartPoint.RewriteFirst _
                | StartPoint.SweepKept _
                | StartPoint.SkipRecorded _ -> Error NotContinued.Start }
