namespace Schedules.FSharp

open System.Collections.Generic

/// The referee: one fold that judges any stream of actions. It knows nothing of schedules.
[<RequireQualifiedAccess>]
module Replay =
    /// The length is told while the forward stands at or past it; the forward then stands there.
    let finalise (length: int64) (position: Position) : Result<Position, Reason> =
        match position.Length, position.Forward with
        | ValueNone, ValueSome stands when 1L <= length && length <= stands ->
            Ok
                { position with
                    Length = ValueSome length
                    Forward = ValueSome length
                    // What WORK holds of steps past the end is of no use; if it holds nothing else, it is empty.
                    Work =
                        if position.Work.DependenciesStart >= length then
                            Work.empty
                        else
                            { position.Work with
                                DependenciesEnd = min length position.Work.DependenciesEnd } }
        | _ -> Error(Reason.LengthNotTold length)

    /// Puts a checkpoint on a level, if the key is free and the limit allows it. Dependencies of steps without an end fit
    /// in no level.
    let private keep (limits: Limits) (level: int) (step: int64) (kept: Kept) (store: Store) : Result<Store, Reason> =
        let units = Limits.units step kept limits
        let before = Store.units level store
        // More than a number holds is more than any limit, also than none.
        let held =
            if units > System.Int64.MaxValue - before then
                System.Int64.MaxValue
            else
                before + units

        let limit = Limits.level level limits

        if level < 0 || kept.DependenciesEnd = Action.openEnd then
            Error(Reason.NotAPlace(Storage.Level level))
        elif Store.tryFind level step store |> ValueOption.isSome then
            Error(Reason.KeyTaken(Storage.Level level, step))
        elif held > limit || held = System.Int64.MaxValue then
            Error(Reason.LimitExceeded(Storage.Level level, limit, held))
        else
            Ok(Store.add level step kept units store)

    /// A position with these checkpoints, too, on its levels: where a calculation goes on that was broken off. Each holds
    /// something, has a step of at least 0 and a free key, and its level has room for it; the first that does not is an error.
    let holding
        (limits: Limits)
        (contents: seq<struct (int * int64 * Kept)>)
        (position: Position)
        : Result<Position, Reason> =
        (Ok position, contents)
        ||> Seq.fold (fun position (struct (level, step, kept)) ->
            position
            |> Result.bind (fun position ->
                if step < 0L || max kept.RestartEnd kept.DependenciesEnd <= step then
                    Error(Reason.EmptyRange(step, max kept.RestartEnd kept.DependenciesEnd))
                else
                    keep limits level step kept position.Store
                    |> Result.map (fun store -> { position with Store = store })))

    /// The place where a Forward that has gone to n1 keeps what it was told to keep.
    let private record limits n0 n1 ics deps storage (position: Position) : Result<Position, Reason> =
        let kept: Kept =
            { RestartEnd = if ics then n1 else Kept.nothing
              DependenciesEnd = if deps then n1 else Kept.nothing }

        match storage with
        | _ when not ics && not deps -> Ok position
        | Storage.Nowhere -> Error(Reason.NotAPlace storage)
        | Storage.Work when deps && n1 - n0 > limits.WorkDependencies ->
            Error(Reason.LimitExceeded(storage, limits.WorkDependencies, n1 - n0))
        | Storage.Work ->
            Ok
                { position with
                    Work = Work.ofKept n0 kept }
        | Storage.Level level ->
            keep limits level n0 kept position.Store
            |> Result.map (fun store -> { position with Store = store })

    let private forward limits n0 n1 ics deps storage (position: Position) : Result<Position, Reason> =
        let adjoint = Position.adjoint position

        if n0 < 0L || n1 <= n0 then
            Error(Reason.EmptyRange(n0, n1))
        elif position.Forward <> ValueSome n0 then
            Error(Reason.ForwardElsewhere position.Forward)
        elif n1 > adjoint then
            Error(Reason.PastAdjoint adjoint)
        elif limits.Strict && n1 > position.ForwardEnd then
            Error(Reason.PastRestartData position.ForwardEnd)
        else
            { position with
                Forward = ValueSome n1
                Work = Work.empty }
            |> record limits n0 n1 ics deps storage

    let private reverse n1 n0 clear (position: Position) : Result<Position, Reason> =
        let work = position.Work
        let adjoint = Position.adjoint position

        if n0 < 0L || n1 <= n0 then
            Error(Reason.EmptyRange(n0, n1))
        elif n1 <> adjoint then
            Error(Reason.ReverseElsewhere adjoint)
        elif work.DependenciesStart = Kept.nothing || work.DependenciesEnd < n1 then
            Error(Reason.NoDependencies(n1 - 1L))
        elif work.DependenciesStart > n0 then
            Error(Reason.NoDependencies(min work.DependenciesStart n1 - 1L))
        else
            Ok
                { position with
                    Reversed = position.Reversed + (n1 - n0)
                    Work =
                        if clear then
                            { work with
                                DependenciesStart = Kept.nothing
                                DependenciesEnd = Kept.nothing }
                        else
                            work }

    /// The checkpoint that a Copy or Move names, if it may be named.
    let private named step (source: Storage) (position: Position) : Result<struct (int * Kept), Reason> =
        let adjoint = Position.adjoint position

        match source with
        | Storage.Nowhere
        | Storage.Work -> Error(Reason.NotAPlace source)
        | Storage.Level level ->
            match Store.tryFind level step position.Store with
            | ValueNone -> Error(Reason.NoCheckpoint(source, step))
            | ValueSome _ when step >= adjoint -> Error(Reason.CheckpointPastAdjoint adjoint)
            | ValueSome kept -> Ok(struct (level, kept))

    let private bring limits step (kept: Kept) (target: Storage) (position: Position) : Result<Position, Reason> =
        // A last Forward that went past the end has recorded no further than to the end.
        let brought =
            { kept with
                DependenciesEnd = min kept.DependenciesEnd (ValueOption.defaultValue Action.openEnd position.Length) }

        match target with
        | Storage.Nowhere -> Ok position
        | Storage.Work when not (Work.isEmpty position.Work) -> Error Reason.WorkNotEmpty
        | Storage.Work when Kept.hasDependencies kept && brought.DependenciesEnd - step > limits.WorkDependencies ->
            Error(Reason.LimitExceeded(target, limits.WorkDependencies, brought.DependenciesEnd - step))
        | Storage.Work ->
            let restarts = Kept.restarts kept

            Ok
                { position with
                    Work = Work.ofKept step brought
                    Forward =
                        if restarts then
                            ValueSome step
                        elif limits.StifflyAccurate then
                            ValueSome brought.DependenciesEnd
                        else
                            ValueNone
                    ForwardEnd = if restarts then kept.RestartEnd else Action.openEnd }
        | Storage.Level level ->
            keep limits level step kept position.Store
            |> Result.map (fun store -> { position with Store = store })

    let private copy limits step source target (position: Position) : Result<Position, Reason> =
        if target = Storage.Nowhere then
            Error(Reason.NotAPlace target)
        else
            named step source position
            |> Result.bind (fun (struct (_, kept)) -> bring limits step kept target position)

    let private move limits step source target (position: Position) : Result<Position, Reason> =
        // It could not cease to exist in `source` and be there afterwards.
        (if source = target then
             Error(Reason.NotAPlace target)
         else
             named step source position)
        |> Result.bind (fun (struct (level, kept)) ->
            { position with
                Store = Store.remove level step (Limits.units step kept limits) position.Store }
            |> bring limits step kept target)

    let private endForward limits (position: Position) : Result<Position, Reason> =
        if
            position.Stage = Stage.Sweeping
            && position.Forward = position.Length
            && position.Forward <> ValueSome 0L
        then
            Ok
                { position with
                    Stage =
                        if limits.Adjoints = Adjoints.Times 0L then
                            Stage.Ended
                        else
                            Stage.Reversing }
        else
            Error Reason.EndForwardMisplaced

    let private endReverse limits (position: Position) : Result<Position, Reason> =
        let adjoint = Position.adjoint position

        if adjoint <> 0L then
            Error(Reason.EndReverseEarly adjoint)
        else
            let completed = position.Completed + 1L

            if limits.Adjoints = Adjoints.Times completed then
                Ok
                    { position with
                        Completed = completed
                        Stage = Stage.Ended }
            else
                Ok
                    { position with
                        Completed = completed
                        Reversed = 0L }

    /// The forward has just reached the known end, and EndForward has not been given.
    let private standsAtEnd (position: Position) : bool =
        position.Stage = Stage.Sweeping && position.Length.IsSome && position.Forward = position.Length

    /// Judges one action: the next position, or what is wrong. Total.
    let step (limits: Limits) (position: Position) (action: Action) : Result<Position, Reason> =
        match action with
        | _ when position.Stage = Stage.Ended -> Error Reason.AfterEnd
        | Action.EndForward -> endForward limits position
        | _ when standsAtEnd position -> Error Reason.EndForwardMissing
        | Action.Forward(n0, n1, ics, deps, storage) -> forward limits n0 n1 ics deps storage position
        | Action.Copy(n, source, target) -> copy limits n source target position
        | Action.Move(n, source, target) -> move limits n source target position
        | Action.Reverse _
        | Action.EndReverse when position.Stage = Stage.Sweeping -> Error Reason.NotReversing
        | Action.Reverse(n1, n0, clear) -> reverse n1 n0 clear position
        | Action.EndReverse -> endReverse limits position

    /// Judges the end of a stream: the calculation must be complete and, unless it may be repeated, every level empty.
    let finish (limits: Limits) (position: Position) : Result<Position, Reason> =
        match position.Stage, limits.Adjoints with
        | Stage.Ended, _ ->
            match Seq.tryHead (Store.contents position.Store) with
            | Some(struct (level, step, _)) -> Error(Reason.LeftBehind(Storage.Level level, step))
            | None -> Ok position
        | Stage.Reversing, Adjoints.AnyNumber when position.Reversed = 0L -> Ok position
        | Stage.Sweeping, _
        | Stage.Reversing, _ -> Error Reason.Unfinished

    /// The length is told where `length` says so, before or after an action.
    let private tell (length: Length) (action: Action) (position: Position) : Position =
        let told =
            match length, action, position.Forward with
            | Length.Known _, _, _ -> ValueNone
            | Length.Told told, Action.Forward _, ValueSome stands when told <= stands -> ValueSome told
            | Length.Open, Action.EndForward, ValueSome stands when stands <> Action.openEnd -> ValueSome stands
            | Length.Told _, _, _
            | Length.Open, _, _ -> ValueNone

        match told with
        | ValueSome told when position.Length.IsNone -> finalise told position |> Result.defaultValue position
        | ValueSome _
        | ValueNone -> position

    /// One action of a stream whose length is told as `length` says.
    let internal stepTold limits length (position: Position) (action: Action) : Result<Position, Reason> =
        match length with
        | Length.Open -> step limits (tell length action position) action
        | Length.Known _
        | Length.Told _ -> step limits position action |> Result.map (tell length action)

    /// Judges a whole stream, carrying a state over its positions: `folder state action position` sees every action
    /// with the position that it led to. Bounded memory: the stream is read once and not kept.
    let fold
        (limits: Limits)
        (length: Length)
        (folder: 'State -> Action -> Position -> 'State)
        (state: 'State)
        (actions: seq<Action>)
        : Result<'State, Violation> =
        let folder = OptimizedClosures.FSharpFunc<_, _, _, _>.Adapt folder
        use stream: IEnumerator<Action> = actions.GetEnumerator()

        let rec go (index: int64) (position: Position) (state: 'State) : Result<'State, Violation> =
            if stream.MoveNext() then
                let action = stream.Current

                match stepTold limits length position action with
                | Ok position -> go (index + 1L) position (folder.Invoke(state, action, position))
                | Error reason ->
                    Error
                        { Index = index
                          Action = ValueSome action
                          Reason = reason }
            else
                match finish limits position with
                | Ok _ -> Ok state
                | Error reason ->
                    Error
                        { Index = index
                          Action = ValueNone
                          Reason = reason }

        let known =
            match length with
            | Length.Known known -> ValueSome known
            | Length.Told _
            | Length.Open -> ValueNone

        go 0L (Position.start known) state

    /// Judges a whole stream: the last position, or the first violation.
    let run (limits: Limits) (length: Length) (actions: seq<Action>) : Result<Position, Violation> =
        fold limits length (fun _ _ position -> position) (Position.start ValueNone) actions
