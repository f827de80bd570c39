namespace Schedules.FSharp

/// The rules of the referee. Each looks first and changes afterwards: what is refused changes nothing.
[<RequireQualifiedAccess>]
module internal Rules =
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
                { RestartEnd = if ics then n1 else Step.none
                  DependenciesEnd = if deps then n1 else Step.none }

            let refused = Keeping.record limits n0 n1 ics deps storage kept &levels

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
        elif work.DependenciesStart = Step.none || work.DependenciesEnd < n1 then
            ValueSome(Reason.NoDependencies(n1 - 1L))
        elif work.DependenciesStart > n0 then
            ValueSome(Reason.NoDependencies(min work.DependenciesStart n1 - 1L))
        else
            standing.Reversed <- standing.Reversed + (n1 - n0)

            if clear then
                standing.Work <-
                    { work with
                        DependenciesStart = Step.none
                        DependenciesEnd = Step.none }

            ValueNone

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
            | Action.Copy(n, source, target) -> Keeping.copy limits n source target &standing &levels
            | Action.Move(n, source, target) -> Keeping.move limits n source target &standing &levels
            | Action.Reverse _
            | Action.EndReverse when sweeping -> ValueSome Reason.NotReversing
            | Action.Reverse(n1, n0, clear) -> reverse n1 n0 clear &standing
            | Action.EndReverse -> endReverse limits &standing

    /// The length is told, if it is not known and the forward has got there.
    let private tell (length: int64) (standing: byref<Standing>) : unit =
        if standing.Length.IsNone then
            Standing.finalise length &standing |> ignore

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
