namespace Schedules.FSharp

open System.Collections.Generic

/// The referee: one fold that judges any stream of actions. It knows nothing of schedules.
[<RequireQualifiedAccess>]
module Replay =
    let private levels (limits: Limits) (position: Position) : StoredLevels =
        { Limits = limits
          Store = position.Store }

    let private after (refused: Reason voption) (standing: inref<Standing>) (store: Store) : Result<Position, Reason> =
        match refused with
        | ValueNone -> Ok(Standing.toPosition store &standing)
        | ValueSome reason -> Error reason

    /// The length is told while the forward stands at or past it; the forward then stands there.
    let finalise (length: int64) (position: Position) : Result<Position, Reason> =
        let mutable standing = Standing.ofPosition position
        after (Standing.finalise length &standing) &standing position.Store

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
                    let standing = Standing.ofPosition position
                    let mutable levels = levels limits position
                    after (Keeping.keep limits level step kept &levels) &standing levels.Store))

    /// Judges one action: the next position, or what is wrong. Total.
    let step (limits: Limits) (position: Position) (action: Action) : Result<Position, Reason> =
        let mutable standing = Standing.ofPosition position
        let mutable levels = levels limits position
        after (Rules.step limits &standing &levels &action) &standing levels.Store

    /// One action of a stream whose length is told as `length` says.
    let internal stepTold limits length (position: Position) (action: Action) : Result<Position, Reason> =
        let mutable standing = Standing.ofPosition position
        let mutable levels = levels limits position
        after (Rules.stepTold limits length &standing &levels &action) &standing levels.Store

    /// Judges the end of a stream: the calculation must be complete and, unless it may be repeated, every level empty.
    let finish (limits: Limits) (position: Position) : Result<Position, Reason> =
        let standing = Standing.ofPosition position
        let mutable levels = levels limits position
        after (Rules.finish limits &standing &levels) &standing position.Store

    /// As `fold`, from a position.
    let foldFrom
        (position: Position)
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

        go 0L position state

    /// Judges a whole stream, carrying a state over its positions: `folder state action position` sees every action
    /// with the position that it led to. Bounded memory: the stream is read once and not kept.
    let fold
        (limits: Limits)
        (length: Length)
        (folder: 'State -> Action -> Position -> 'State)
        (state: 'State)
        (actions: seq<Action>)
        : Result<'State, Violation> =
        foldFrom (Position.before length) limits length folder state actions

    /// Judges a whole stream: the last position, or the first violation. Faster than `fold`: it keeps no positions.
    let run (limits: Limits) (length: Length) (actions: seq<Action>) : Result<Position, Violation> =
        let judge = Judge(limits, length)

        actions
        |> Judge.follow (Judge.steps (fun action -> judge.Step &action)) judge
        |> Result.map (fun () -> judge.Position)
