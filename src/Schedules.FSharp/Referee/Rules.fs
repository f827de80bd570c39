namespace Schedules.FSharp

/// The rules of the referee. Each looks first and changes afterwards: what is refused changes
/// nothing.
[<RequireQualifiedAccess>]
module internal Rules =
    let private forward
        limits
        n0
        n1
        ics
        deps
        (storage: Storage)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        let adjoint = MutablePosition.adjoint &position

        if n0 < 0L || n1 <= n0 then
            ValueSome(Reason.EmptyRange(n0, n1))
        elif not (MutablePosition.forwardIs n0 &position) then
            ValueSome(Reason.ForwardElsewhere position.Forward)
        elif n1 > adjoint then
            ValueSome(Reason.PastAdjoint adjoint)
        elif limits.Strict && n1 > position.ForwardEnd then
            ValueSome(Reason.PastRestartData position.ForwardEnd)
        else
            let kept: Kept =
                { RestartEnd = if ics then n1 else Step.none
                  DependenciesEnd = if deps then n1 else Step.none }

            let refused = CheckpointRules.record limits n0 n1 ics deps storage kept &levels

            if refused.IsNone then
                position.Forward <- ValueSome n1
                position.Work <- if storage.IsWork then Work.ofKept n0 kept else Work.empty

            refused

    let private reverse n1 n0 clear (position: byref<MutablePosition>) : Reason voption =
        let work = position.Work
        let adjoint = MutablePosition.adjoint &position

        if n0 < 0L || n1 <= n0 then
            ValueSome(Reason.EmptyRange(n0, n1))
        elif n1 <> adjoint then
            ValueSome(Reason.ReverseElsewhere adjoint)
        elif work.DependenciesStart = Step.none || work.DependenciesEnd < n1 then
            ValueSome(Reason.NoDependencies(n1 - 1L))
        elif work.DependenciesStart > n0 then
            ValueSome(Reason.NoDependencies(min work.DependenciesStart n1 - 1L))
        else
            position.Reversed <- position.Reversed + (n1 - n0)

            if clear then
                position.Work <-
                    { work with
                        DependenciesStart = Step.none
                        DependenciesEnd = Step.none }

            ValueNone

    let private isTimes (count: int64) (adjoints: Adjoints) : bool =
        match adjoints with
        | Adjoints.Times times -> times = count
        | Adjoints.AnyNumber -> false

    let private endForward (limits: Limits) (position: byref<MutablePosition>) : Reason voption =
        if
            position.Stage.IsSweeping
            && MutablePosition.atEnd &position
            && not (MutablePosition.forwardIs 0L &position)
        then
            position.Stage <-
                if isTimes 0L limits.Adjoints then
                    Stage.Ended
                else
                    Stage.Reversing

            ValueNone
        else
            ValueSome Reason.EndForwardMisplaced

    let private endReverse (limits: Limits) (position: byref<MutablePosition>) : Reason voption =
        let adjoint = MutablePosition.adjoint &position

        if adjoint <> 0L then
            ValueSome(Reason.EndReverseEarly adjoint)
        else
            position.Completed <- position.Completed + 1L

            if isTimes position.Completed limits.Adjoints then
                position.Stage <- Stage.Ended
            else
                position.Reversed <- 0L

            ValueNone

    /// Judges one action: what is wrong with it, if anything. Total.
    let step
        (limits: Limits)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        (action: inref<Action>)
        =
        if position.Stage.IsEnded then
            ValueSome Reason.AfterEnd
        else
            let sweeping = position.Stage.IsSweeping

            match action with
            | Action.EndForward -> endForward limits &position
            // The forward has just reached the known end.
            | _ when sweeping && MutablePosition.atEnd &position -> ValueSome Reason.EndForwardMissing
            | Action.Forward(n0, n1, ics, deps, storage) -> forward limits n0 n1 ics deps storage &position &levels
            | Action.Copy(n, source, target) -> CheckpointRules.copy limits n source target &position &levels
            | Action.Move(n, source, target) -> CheckpointRules.move limits n source target &position &levels
            | Action.Reverse _
            | Action.EndReverse when sweeping -> ValueSome Reason.NotReversing
            | Action.Reverse(n1, n0, clear) -> reverse n1 n0 clear &position
            | Action.EndReverse -> endReverse limits &position

    /// The length is told, if it is not known and the forward has got there.
    let private tell (length: int64) (position: byref<MutablePosition>) : unit =
        if position.Length.IsNone then
            MutablePosition.setLength length &position |> ignore

    /// Judges one action of a stream whose length is told as `length` says, before or after it.
    let stepTold
        limits
        (length: Length)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        (action: inref<Action>)
        =
        match length with
        | Length.Known _ -> step limits &position &levels &action
        | Length.Told told ->
            let refused = step limits &position &levels &action

            if refused.IsNone && action.IsForward then
                tell told &position

            refused
        | Length.Open ->
            match position.Forward with
            | ValueSome stands when action.IsEndForward && position.Stage.IsSweeping && stands <> Action.openEnd ->
                tell stands &position
            | ValueSome _
            | ValueNone -> ()

            step limits &position &levels &action

    /// Judges the end of a stream: what is wrong with it, if anything.
    let finish
        (limits: Limits)
        (position: inref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        : Reason voption =
        match position.Stage, limits.Adjoints with
        | Stage.Ended, _ ->
            match levels.First() with
            | ValueSome(struct (level, step)) -> ValueSome(Reason.LeftBehind(Storage.Level level, step))
            | ValueNone -> ValueNone
        | Stage.Reversing, Adjoints.AnyNumber when position.Reversed = 0L -> ValueNone
        | Stage.Sweeping, _
        | Stage.Reversing, _ -> ValueSome Reason.Unfinished
