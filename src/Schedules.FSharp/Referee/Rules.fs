namespace Schedules.FSharp

/// Where a calculation stands, but for what the levels hold: a value that is copied, never shared.
[<Struct; NoComparison; NoEquality>]
type internal Standing =
    { mutable Stage: Stage
      mutable Forward: int64 voption
      mutable ForwardEnd: int64
      mutable Length: int64 voption
      mutable Reversed: int64
      mutable Completed: int64
      mutable Work: Work }

[<RequireQualifiedAccess>]
module internal Standing =
    let ofPosition (position: Position) : Standing =
        { Stage = position.Stage
          Forward = position.Forward
          ForwardEnd = position.ForwardEnd
          Length = position.Length
          Reversed = position.Reversed
          Completed = position.Completed
          Work = position.Work }

    let toPosition (store: Store) (standing: inref<Standing>) : Position =
        { Stage = standing.Stage
          Forward = standing.Forward
          ForwardEnd = standing.ForwardEnd
          Length = standing.Length
          Reversed = standing.Reversed
          Completed = standing.Completed
          Work = standing.Work
          Store = store }

    /// Where the adjoint stands: n - r, or far away while n is not known.
    let adjoint (standing: inref<Standing>) : int64 =
        match standing.Length with
        | ValueSome length -> length - standing.Reversed
        | ValueNone -> Action.openEnd

    let forwardIs (step: int64) (standing: inref<Standing>) : bool =
        match standing.Forward with
        | ValueSome stands -> stands = step
        | ValueNone -> false

    /// The forward stands at the known end.
    let atEnd (standing: inref<Standing>) : bool =
        match standing.Length with
        | ValueSome length -> forwardIs length &standing
        | ValueNone -> false

/// The rules of the referee. Each looks first and changes afterwards: what is refused changes nothing.
[<RequireQualifiedAccess>]
module internal Rules =
    /// The length is told while the forward stands at or past it; the forward then stands there.
    let finalise (length: int64) (standing: byref<Standing>) : Reason voption =
        match standing.Length, standing.Forward with
        | ValueNone, ValueSome stands when 1L <= length && length <= stands ->
            standing.Length <- ValueSome length
            standing.Forward <- ValueSome length

            // What WORK holds of steps past the end is of no use; if it holds nothing else, it is empty.
            standing.Work <-
                if standing.Work.DependenciesStart >= length then
                    Work.empty
                else
                    { standing.Work with
                        DependenciesEnd = min length standing.Work.DependenciesEnd }

            ValueNone
        | _ -> ValueSome(Reason.LengthNotTold length)

    /// Puts a checkpoint on a level, if the key is free and the limit allows it. Dependencies of steps without an end fit
    /// in no level.
    let keep
        (limits: Limits)
        (level: int)
        (step: int64)
        (kept: Kept)
        (levels: byref<'L> when 'L :> ILevels)
        : Reason voption =
        if level < 0 || kept.DependenciesEnd = Action.openEnd then
            ValueSome(Reason.NotAPlace(Storage.Level level))
        elif levels.TryFind(level, step).IsSome then
            ValueSome(Reason.KeyTaken(Storage.Level level, step))
        else
            let units = Limits.units step kept limits
            let before = levels.Units level
            // More than a number holds is more than any limit, also than none.
            let held =
                if units > System.Int64.MaxValue - before then
                    System.Int64.MaxValue
                else
                    before + units

            let limit = levels.Limit level

            if held > limit || held = System.Int64.MaxValue then
                ValueSome(Reason.LimitExceeded(Storage.Level level, limit, held))
            else
                levels.Add(level, step, kept, units)
                ValueNone

    /// A Forward keeps what it was told to keep in a level: why it cannot, if so.
    let private record
        (limits: Limits)
        n0
        n1
        ics
        deps
        (storage: Storage)
        (kept: Kept)
        (levels: byref<'L> when 'L :> ILevels)
        =
        match storage with
        | _ when not ics && not deps -> ValueNone
        | Storage.Nowhere -> ValueSome(Reason.NotAPlace storage)
        | Storage.Work when deps && n1 - n0 > limits.WorkDependencies ->
            ValueSome(Reason.LimitExceeded(storage, limits.WorkDependencies, n1 - n0))
        | Storage.Work -> ValueNone
        | Storage.Level level -> keep limits level n0 kept &levels

    let private forward
        limits
        n0
        n1
        ics
        deps
        (storage: Storage)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        let adjoint = Standing.adjoint &standing

        if n0 < 0L || n1 <= n0 then
            ValueSome(Reason.EmptyRange(n0, n1))
        elif not (Standing.forwardIs n0 &standing) then
            ValueSome(Reason.ForwardElsewhere standing.Forward)
        elif n1 > adjoint then
            ValueSome(Reason.PastAdjoint adjoint)
        elif limits.Strict && n1 > standing.ForwardEnd then
            ValueSome(Reason.PastRestartData standing.ForwardEnd)
        else
            let kept: Kept =
                { RestartEnd = if ics then n1 else Kept.nothing
                  DependenciesEnd = if deps then n1 else Kept.nothing }

            let refused = record limits n0 n1 ics deps storage kept &levels

            if refused.IsNone then
                standing.Forward <- ValueSome n1
                standing.Work <- if storage.IsWork then Work.ofKept n0 kept else Work.empty

            refused

    let private reverse n1 n0 clear (standing: byref<Standing>) : Reason voption =
        let work = standing.Work
        let adjoint = Standing.adjoint &standing

        if n0 < 0L || n1 <= n0 then
            ValueSome(Reason.EmptyRange(n0, n1))
        elif n1 <> adjoint then
            ValueSome(Reason.ReverseElsewhere adjoint)
        elif work.DependenciesStart = Kept.nothing || work.DependenciesEnd < n1 then
            ValueSome(Reason.NoDependencies(n1 - 1L))
        elif work.DependenciesStart > n0 then
            ValueSome(Reason.NoDependencies(min work.DependenciesStart n1 - 1L))
        else
            standing.Reversed <- standing.Reversed + (n1 - n0)

            if clear then
                standing.Work <-
                    { work with
                        DependenciesStart = Kept.nothing
                        DependenciesEnd = Kept.nothing }

            ValueNone

    /// Why a Copy or Move may not name the checkpoint that it names, if so.
    let private named step (source: Storage) (kept: Kept voption) (standing: inref<Standing>) : Reason voption =
        match source, kept with
        | Storage.Nowhere, _
        | Storage.Work, _ -> ValueSome(Reason.NotAPlace source)
        | Storage.Level _, ValueNone -> ValueSome(Reason.NoCheckpoint(source, step))
        | Storage.Level _, ValueSome _ ->
            let adjoint = Standing.adjoint &standing

            if step >= adjoint then
                ValueSome(Reason.CheckpointPastAdjoint adjoint)
            else
                ValueNone

    let private bring
        limits
        step
        (kept: Kept)
        (target: Storage)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        match target with
        | Storage.Nowhere -> ValueNone
        | Storage.Level level -> keep limits level step kept &levels
        | Storage.Work ->
            // A last Forward that went past the end has recorded no further than to the end.
            let brought =
                { kept with
                    DependenciesEnd = min kept.DependenciesEnd (ValueOption.defaultValue Action.openEnd standing.Length) }

            if not (Work.isEmpty standing.Work) then
                ValueSome Reason.WorkNotEmpty
            elif Kept.hasDependencies kept && brought.DependenciesEnd - step > limits.WorkDependencies then
                ValueSome(Reason.LimitExceeded(target, limits.WorkDependencies, brought.DependenciesEnd - step))
            else
                let restarts = Kept.restarts kept
                standing.Work <- Work.ofKept step brought

                standing.Forward <-
                    if restarts then
                        ValueSome step
                    elif limits.StifflyAccurate then
                        ValueSome brought.DependenciesEnd
                    else
                        ValueNone

                standing.ForwardEnd <- if restarts then kept.RestartEnd else Action.openEnd
                ValueNone

    let private find (step: int64) (source: Storage) (levels: byref<'L> when 'L :> ILevels) : Kept voption =
        match source with
        | Storage.Level level -> levels.TryFind(level, step)
        | Storage.Nowhere
        | Storage.Work -> ValueNone

    let private copy
        limits
        step
        source
        (target: Storage)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        if target.IsNowhere then
            ValueSome(Reason.NotAPlace target)
        else
            let kept = find step source &levels
            let refused = named step source kept &standing

            if refused.IsSome then
                refused
            else
                bring limits step kept.Value target &standing &levels

    let private move
        limits
        step
        (source: Storage)
        (target: Storage)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        // It could not cease to exist in `source` and be there afterwards.
        if source.Equals target then
            ValueSome(Reason.NotAPlace target)
        else
            let kept = find step source &levels
            let refused = named step source kept &standing

            let refused =
                if refused.IsSome then
                    refused
                else
                    bring limits step kept.Value target &standing &levels

            match source with
            | Storage.Level level when refused.IsNone -> levels.Remove(level, step, Limits.units step kept.Value limits)
            | Storage.Level _
            | Storage.Work
            | Storage.Nowhere -> ()

            refused

    let private isTimes (count: int64) (adjoints: Adjoints) : bool =
        match adjoints with
        | Adjoints.Times times -> times = count
        | Adjoints.AnyNumber -> false

    let private endForward (limits: Limits) (standing: byref<Standing>) : Reason voption =
        if standing.Stage.IsSweeping && Standing.atEnd &standing && not (Standing.forwardIs 0L &standing) then
            standing.Stage <-
                if isTimes 0L limits.Adjoints then
                    Stage.Ended
                else
                    Stage.Reversing

            ValueNone
        else
            ValueSome Reason.EndForwardMisplaced

    let private endReverse (limits: Limits) (standing: byref<Standing>) : Reason voption =
        let adjoint = Standing.adjoint &standing

        if adjoint <> 0L then
            ValueSome(Reason.EndReverseEarly adjoint)
        else
            standing.Completed <- standing.Completed + 1L

            if isTimes standing.Completed limits.Adjoints then
                standing.Stage <- Stage.Ended
            else
                standing.Reversed <- 0L

            ValueNone

    /// Judges one action: what is wrong with it, if anything. Total.
    let step
        (limits: Limits)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        (action: inref<Action>)
        =
        if standing.Stage.IsEnded then
            ValueSome Reason.AfterEnd
        else
            let sweeping = standing.Stage.IsSweeping

            match action with
            | Action.EndForward -> endForward limits &standing
            // The forward has just reached the known end.
            | _ when sweeping && Standing.atEnd &standing -> ValueSome Reason.EndForwardMissing
            | Action.Forward(n0, n1, ics, deps, storage) -> forward limits n0 n1 ics deps storage &standing &levels
            | Action.Copy(n, source, target) -> copy limits n source target &standing &levels
            | Action.Move(n, source, target) -> move limits n source target &standing &levels
            | Action.Reverse _
            | Action.EndReverse when sweeping -> ValueSome Reason.NotReversing
            | Action.Reverse(n1, n0, clear) -> reverse n1 n0 clear &standing
            | Action.EndReverse -> endReverse limits &standing

    /// The length is told, if it is not known and the forward has got there.
    let private tell (length: int64) (standing: byref<Standing>) : unit =
        if standing.Length.IsNone then
            finalise length &standing |> ignore

    /// Judges one action of a stream whose length is told as `length` says, before or after it.
    let stepTold
        limits
        (length: Length)
        (standing: byref<Standing>)
        (levels: byref<'L> when 'L :> ILevels)
        (action: inref<Action>)
        =
        match length with
        | Length.Known _ -> step limits &standing &levels &action
        | Length.Told told ->
            let refused = step limits &standing &levels &action

            if refused.IsNone && action.IsForward then
                tell told &standing

            refused
        | Length.Open ->
            match standing.Forward with
            | ValueSome stands when action.IsEndForward && standing.Stage.IsSweeping && stands <> Action.openEnd ->
                tell stands &standing
            | ValueSome _
            | ValueNone -> ()

            step limits &standing &levels &action

    /// Judges the end of a stream: what is wrong with it, if anything.
    let finish (limits: Limits) (standing: inref<Standing>) (levels: byref<'L> when 'L :> ILevels) : Reason voption =
        match standing.Stage, limits.Adjoints with
        | Stage.Ended, _ ->
            match levels.First() with
            | ValueSome(struct (level, step)) -> ValueSome(Reason.LeftBehind(Storage.Level level, step))
            | ValueNone -> ValueNone
        | Stage.Reversing, Adjoints.AnyNumber when standing.Reversed = 0L -> ValueNone
        | Stage.Sweeping, _
        | Stage.Reversing, _ -> ValueSome Reason.Unfinished
