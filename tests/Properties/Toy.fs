/// A toy calculation that is really run under a stream of actions, and knows nothing of the
/// referee: it keeps data in plain dictionaries, fails where something that is needed is not there,
/// and computes a gradient that comes out wrong where the data are not those of the right step.
module Schedules.Tests.Toy

open Schedules.FSharp

exception Impossible of string

/// The state after a step, from the state before it.
let private advance (step: int64) (state: uint64) : uint64 =
    (state ^^^ uint64 (step + 1L)) * 0x9E3779B97F4A7C15UL + 1UL

/// The adjoint before a step, from the adjoint after it and the step's dependency.
let private back (dependency: uint64) (adjoint: uint64) : uint64 = adjoint * 31UL + dependency

let private start = 42UL

/// The gradient, straight: all states kept.
let expected (steps: int64) : uint64 =
    let states = Array.zeroCreate (int steps + 1)
    states[0] <- start

    for step in 0L .. steps - 1L do
        states[int step + 1] <- advance step states[int step]

    let mutable adjoint = states[int steps]

    for step in steps - 1L .. -1L .. 0L do
        adjoint <- back states[int step] adjoint

    adjoint

type Checkpoint =
    private
        { Restart: uint64 option
          Dependencies: Map<int64, uint64> }

/// What a crash leaves of a toy calculation, at most: the levels, and the
/// adjoint where it was saved.
type Saved =
    { Levels: Map<struct (int * int64), Checkpoint>
      Adjoint: uint64
      At: int64 }

/// Before the first action.
let nothing (steps: int64) : Saved =
    { Levels = Map.empty
      Adjoint = 0UL
      At = steps }

/// The toy over `steps` steps, from what there is. If it is stiffly accurate, what is kept of a
/// step's stages gives the state after it too.
type Machine(stifflyAccurate: bool, steps: int64, saved: Saved) =
    let mutable levels = saved.Levels
    let mutable forward: (int64 * uint64) option = Some(0L, start)
    let mutable last: uint64 option = None
    let mutable work: Map<int64, uint64> = Map.empty
    let mutable workRestart = false
    let mutable at = saved.At
    let mutable adjoint = saved.Adjoint
    let gradients = ResizeArray()

    let level (storage: Storage) : int =
        match storage with
        | Storage.Level level -> level
        | Storage.Work
        | Storage.Nowhere -> raise (Impossible "not a level")

    let put (storage: Storage) (step: int64) (checkpoint: Checkpoint) : unit =
        match storage with
        | Storage.Nowhere -> raise (Impossible "data would be lost")
        | Storage.Work ->
            work <- checkpoint.Dependencies
            workRestart <- checkpoint.Restart.IsSome
        | Storage.Level level ->
            if levels.ContainsKey(struct (level, step)) then
                raise (Impossible "overwrites a checkpoint")

            levels <- levels.Add(struct (level, step), checkpoint)

    let take (keep: bool) (step: int64) (source: Storage) (target: Storage) : unit =
        let key = struct (level source, step)

        match levels.TryGetValue key with
        | false, _ -> raise (Impossible "no such checkpoint")
        | true, checkpoint ->
            if not keep then
                levels <- levels.Remove key

            match target with
            | Storage.Nowhere -> ()
            | Storage.Level _ -> put target step checkpoint
            | Storage.Work ->
                if workRestart || not work.IsEmpty then
                    raise (Impossible "overwrites what is in use")

                put target step checkpoint

                forward <-
                    match checkpoint.Restart with
                    | Some state -> Some(step, state)
                    | None when stifflyAccurate ->
                        let last = Seq.max checkpoint.Dependencies.Keys
                        Some(last + 1L, advance last checkpoint.Dependencies[last])
                    | None -> None

    let forwardTo (n0: int64) (n1: int64) (ics: bool) (deps: bool) (target: Storage) : unit =
        match forward with
        | Some(stands, state) when stands = n0 && n1 > n0 ->
            let mutable state = state
            let restart = if ics then Some state else None
            let mutable dependencies = Map.empty

            // A calculation whose end is not known stops at its end.
            for step in n0 .. min n1 steps - 1L do
                if deps then
                    dependencies <- Map.add step state dependencies

                state <- advance step state

            work <- Map.empty
            workRestart <- false
            forward <- Some(min n1 steps, state)

            if min n1 steps = steps then
                last <- Some state

            if ics || deps then
                put
                    target
                    n0
                    { Restart = restart
                      Dependencies = dependencies }
        | Some _
        | None -> raise (Impossible "the forward does not stand there")

    let reverse (n1: int64) (n0: int64) (clear: bool) : unit =
        if n1 <> at || n0 >= n1 then
            raise (Impossible "the adjoint does not stand there")

        if at = steps then
            adjoint <- Option.get last

        for step in n1 - 1L .. -1L .. n0 do
            match Map.tryFind step work with
            | Some dependency -> adjoint <- back dependency adjoint
            | None -> raise (Impossible "a dependency is missing")

        at <- n0

        if clear then
            work <- Map.empty

    member _.Do(action: Action) : unit =
        match action with
        | Action.Forward(n0, n1, ics, deps, target) -> forwardTo n0 n1 ics deps target
        | Action.EndForward ->
            match forward, last with
            | Some(stands, _), Some _ when stands = steps -> ()
            | _ -> raise (Impossible "the forward is not at the end")
        | Action.Reverse(n1, n0, clear) -> reverse n1 n0 clear
        | Action.Copy(n, source, target) -> take true n source target
        | Action.Move(n, source, target) -> take false n source target
        | Action.EndReverse ->
            if at <> 0L then
                raise (Impossible "the adjoint is not at the start")

            gradients.Add adjoint
            at <- steps

    /// One for each EndReverse.
    member _.Gradients: uint64 list = List.ofSeq gradients

    member _.Saved: Saved =
        { Levels = levels
          Adjoint = adjoint
          At = at }

/// Runs the toy over `steps` steps under a stream: the gradients, one for each EndReverse, and what
/// is left in the levels.
let runOf (stifflyAccurate: bool) (steps: int64) (actions: seq<Action>) : uint64 list * int =
    let machine = Machine(stifflyAccurate, steps, nothing steps)

    for action in actions do
        machine.Do action

    machine.Gradients, machine.Saved.Levels.Count

/// The same, where only restart data restart.
let run (steps: int64) (actions: seq<Action>) : uint64 list * int = runOf false steps actions
