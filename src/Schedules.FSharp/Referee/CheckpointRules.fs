namespace Schedules.FSharp

/// The rules of what is kept, copied and moved. Each looks first and changes afterwards: what is
/// refused changes nothing.
[<RequireQualifiedAccess>]
module internal CheckpointRules =
    /// Puts a checkpoint on a level, if the key is free and the limit allows it. Dependencies of
    /// steps without an end fit in no level.
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
    let record (limits: Limits) n0 n1 ics deps (storage: Storage) (kept: Kept) (levels: byref<'L> when 'L :> ILevels) =
        match storage with
        | _ when not ics && not deps -> ValueNone
        | Storage.Nowhere -> ValueSome(Reason.NotAPlace storage)
        | Storage.Work when deps && n1 - n0 > limits.WorkDependencies ->
            ValueSome(Reason.LimitExceeded(storage, limits.WorkDependencies, n1 - n0))
        | Storage.Work -> ValueNone
        | Storage.Level level -> keep limits level n0 kept &levels

    /// Why a Copy or Move may not name the checkpoint that it names, if so.
    let private named
        step
        (source: Storage)
        (target: Storage)
        kept
        (position: inref<MutablePosition>)
        : Reason voption =
        match source, kept with
        | Storage.Nowhere, _
        | Storage.Work, _ -> ValueSome(Reason.NotAPlace source)
        | Storage.Level _, ValueNone -> ValueSome(Reason.NoCheckpoint(source, step))
        | Storage.Level _, ValueSome _ ->
            let adjoint = MutablePosition.adjoint &position

            // One that the adjoint has passed may still be deleted.
            if step >= adjoint && not target.IsNowhere then
                ValueSome(Reason.CheckpointPastAdjoint adjoint)
            else
                ValueNone

    let private bring
        limits
        step
        (kept: Kept)
        (target: Storage)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        match target with
        | Storage.Nowhere -> ValueNone
        | Storage.Level level -> keep limits level step kept &levels
        | Storage.Work ->
            // A last Forward that went past the end has recorded no further than to the end.
            let brought =
                { kept with
                    DependenciesEnd = min kept.DependenciesEnd (ValueOption.defaultValue Action.openEnd position.Length) }

            if not (Work.isEmpty position.Work) then
                ValueSome Reason.WorkNotEmpty
            elif Kept.hasDependencies kept && brought.DependenciesEnd - step > limits.WorkDependencies then
                ValueSome(Reason.LimitExceeded(target, limits.WorkDependencies, brought.DependenciesEnd - step))
            else
                let restarts = Kept.restarts kept
                position.Work <- Work.ofKept step brought

                position.Forward <-
                    if restarts then
                        ValueSome step
                    elif limits.StifflyAccurate then
                        ValueSome brought.DependenciesEnd
                    else
                        ValueNone

                position.ForwardEnd <- if restarts then kept.RestartEnd else Action.openEnd
                ValueNone

    let private find (step: int64) (source: Storage) (levels: byref<'L> when 'L :> ILevels) : Kept voption =
        match source with
        | Storage.Level level -> levels.TryFind(level, step)
        | Storage.Nowhere
        | Storage.Work -> ValueNone

    let copy
        limits
        step
        source
        (target: Storage)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        if target.IsNowhere then
            ValueSome(Reason.NotAPlace target)
        else
            let kept = find step source &levels
            let refused = named step source target kept &position

            if refused.IsSome then
                refused
            else
                bring limits step kept.Value target &position &levels

    let move
        limits
        step
        (source: Storage)
        (target: Storage)
        (position: byref<MutablePosition>)
        (levels: byref<'L> when 'L :> ILevels)
        =
        // It could not cease to exist in `source` and be there afterwards.
        if source.Equals target then
            ValueSome(Reason.NotAPlace target)
        else
            let kept = find step source &levels
            let refused = named step source target kept &position

            let refused =
                if refused.IsSome then
                    refused
                else
                    bring limits step kept.Value target &position &levels

            match source with
            | Storage.Level level when refused.IsNone -> levels.Remove(level, step, Limits.units step kept.Value limits)
            | Storage.Level _
            | Storage.Work
            | Storage.Nowhere -> ()

            refused
