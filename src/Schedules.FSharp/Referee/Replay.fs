namespace Schedules.FSharp

/// The referee: one fold that judges any stream of actions. It knows nothing of schedules.
[<RequireQualifiedAccess>]
module Replay =
    let private levels (limits: Limits) (position: Position) : StoredLevels =
        { Limits = limits
          Store = position.Store }

    let private after
        (refused: Reason voption)
        (next: inref<MutablePosition>)
        (store: Store)
        : Result<Position, Reason> =
        match refused with
        | ValueNone -> Ok(MutablePosition.toPosition store &next)
        | ValueSome reason -> Error reason

    /// The length is told while the forward stands at or past it; the forward then stands there.
    let setLength (length: int64) (position: Position) : Result<Position, Reason> =
        let mutable next = MutablePosition.ofPosition position
        after (MutablePosition.setLength length &next) &next position.Store

    /// A position with these checkpoints, too, on its levels: where a calculation goes on that was
    /// broken off. Each holds something, has a step of at least 0 and a free key, and its level has
    /// room for it; the first that does not is an error.
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
                    let next = MutablePosition.ofPosition position
                    let mutable levels = levels limits position
                    after (CheckpointRules.keep limits level step kept &levels) &next levels.Store))

    /// Judges one action: the next position, or what is wrong. Total.
    let step (limits: Limits) (position: Position) (action: Action) : Result<Position, Reason> =
        let mutable next = MutablePosition.ofPosition position
        let mutable levels = levels limits position
        after (Rules.step limits &next &levels &action) &next levels.Store

    /// One action of a stream whose length is told as `length` says.
    let internal stepTold limits length (position: Position) (action: Action) : Result<Position, Reason> =
        let mutable next = MutablePosition.ofPosition position
        let mutable levels = levels limits position
        after (Rules.stepTold limits length &next &levels &action) &next levels.Store

    /// Judges the end of a stream: the calculation must be complete and, unless it may be repeated,
    /// every level empty.
    let finish (limits: Limits) (position: Position) : Result<Position, Reason> =
        let next = MutablePosition.ofPosition position
        let mutable levels = levels limits position
        after (Rules.finish limits &next &levels) &next position.Store

    /// Every action of a stream with its index and the position that it leads to, from a position
    /// on; the first violation, which the end of the stream may be, comes last. Read as it is
    /// computed.
    let internal positionsFrom
        (position: Position)
        (limits: Limits)
        (length: Length)
        (actions: seq<Action>)
        : seq<Result<struct (int64 * Action * Position), Violation>> =
        let violation index action reason =
            Error
                { Index = index
                  Action = action
                  Reason = reason }

        seq {
            use stream = actions.GetEnumerator()
            let mutable position = position
            let mutable index = 0L
            let mutable valid = true

            while valid && stream.MoveNext() do
                let action = stream.Current

                match stepTold limits length position action with
                | Ok next ->
                    position <- next
                    Ok(struct (index, action, next))
                | Error reason ->
                    valid <- false
                    violation index (ValueSome action) reason

                index <- index + 1L

            if valid then
                match finish limits position with
                | Ok _ -> ()
                | Error reason -> violation index ValueNone reason
        }

    /// As `fold`, from a position.
    let foldFrom
        (position: Position)
        (limits: Limits)
        (length: Length)
        (folder: 'State -> Action -> Position -> 'State)
        (state: 'State)
        (actions: seq<Action>)
        : Result<'State, Violation> =
        let mutable state = Ok state

        for result in positionsFrom position limits length actions do
            match state, result with
            | Ok before, Ok(struct (_, action, position)) -> state <- Ok(folder before action position)
            | _, Error violation -> state <- Error violation
            | Error _, Ok _ -> ()

        state

    /// Judges a whole stream, carrying a state over its positions: `folder state action position`
    /// sees every action with the position that it led to. Bounded memory: the stream is read once
    /// and not kept.
    let fold
        (limits: Limits)
        (length: Length)
        (folder: 'State -> Action -> Position -> 'State)
        (state: 'State)
        (actions: seq<Action>)
        : Result<'State, Violation> =
        foldFrom (Position.before length) limits length folder state actions

    /// Judges a whole stream: the last position, or the first violation. Faster than `fold`: it
    /// keeps no positions.
    let run (limits: Limits) (length: Length) (actions: seq<Action>) : Result<Position, Violation> =
        let judge = Judge(limits, length)

        actions
        |> Judge.follow (Judge.steps (fun action -> judge.Step &action)) judge
        |> Result.map (fun () -> judge.Position)
