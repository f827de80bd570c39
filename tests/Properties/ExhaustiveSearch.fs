/// The least cost of a calculation found without any theory: the shortest path over all states that
/// a calculation can be in. It knows nothing of segments, policies or tables, and nothing of the
/// order in which a schedule keeps or reads checkpoints.
module Schedules.Tests.ExhaustiveSearch

open System.Collections.Generic
open Schedules.FSharp

/// What WORK holds.
[<Struct>]
type private Work =
    | Nothing
    /// Restart data that have been read: until a Forward clears them, nothing else can be read.
    | Restart
    /// The dependencies of the step before the adjoint.
    | Dependencies

[<Struct>]
type private State =
    {
        /// Where the forward stands, or -1.
        Forward: int
        Work: Work
        Adjoint: int
        /// The last step has been reached by the forward once.
        Ended: bool
        /// Steps kept on each level, as bits: 16 for a level.
        Levels: int64
    }

let private has (level: int) (step: int) (levels: int64) : bool =
    (levels >>> (16 * level + step)) &&& 1L = 1L

let private put (level: int) (step: int) (levels: int64) : int64 = levels ||| (1L <<< (16 * level + step))

let private drop (level: int) (step: int) (levels: int64) : int64 =
    levels &&& ~~~(1L <<< (16 * level + step))

let private count (level: int) (levels: int64) : int =
    System.Numerics.BitOperations.PopCount(uint64 (levels >>> (16 * level)) &&& 0xFFFFUL)

/// Everything that can be done next, and what it costs: forward by one step, keeping its start on a
/// level or not; record a step (which pays for its reversal); reverse it; read a checkpoint, which
/// stays; copy or move one to another level, for a read and a write; delete one.
let private next (steps: int) (slots: int list) (model: CostModel) (state: State) : seq<struct (float * State)> =
    let free level =
        count level state.Levels < List.item level slots

    seq {
        if state.Forward >= 0 && state.Forward < state.Adjoint then
            let forward = state.Forward + 1

            let advanced =
                { state with
                    Forward = forward
                    Work = Nothing
                    Ended = state.Ended || forward = steps }

            struct (model.Uf, advanced)

            for level in 0 .. slots.Length - 1 do
                if free level && not (has level state.Forward state.Levels) then
                    let levels = put level state.Forward state.Levels
                    struct (model.Uf + model.Write level, { advanced with Levels = levels })

            if forward = state.Adjoint then
                struct (model.Ub, { advanced with Work = Dependencies })

        if state.Work = Dependencies && state.Ended then
            struct (0.0,
                    { state with
                        Work = Nothing
                        Adjoint = state.Adjoint - 1
                        // Never to be read again: whatever is kept of this step is
                        // deleted, which is free.
                        Levels =
                            (state.Levels, [ 0 .. slots.Length - 1 ])
                            ||> List.fold (fun levels level -> drop level (state.Adjoint - 1) levels) })

        for level in 0 .. slots.Length - 1 do
            for step in 0 .. steps - 1 do
                if has level step state.Levels then
                    struct (0.0,
                            { state with
                                Levels = drop level step state.Levels })

                    if step < state.Adjoint && state.Work = Nothing then
                        struct (model.Read level,
                                { state with
                                    Forward = step
                                    Work = Restart })

                    if step < state.Adjoint then
                        for target in 0 .. slots.Length - 1 do
                            if target <> level && free target && not (has target step state.Levels) then
                                let copied = put target step state.Levels
                                let cost = model.Read level + model.Write target
                                struct (cost, { state with Levels = copied })

                                struct (cost,
                                        { state with
                                            Levels = drop level step copied })
    }

/// The least cost for a number of steps (at most 15) with slots on each level (at most three):
/// uniform-cost search. Infinite if there is no way.
let leastCost (steps: int) (slots: int list) (model: CostModel) : float =
    let start =
        { Forward = 0
          Work = Nothing
          Adjoint = steps
          Ended = false
          Levels = 0L }

    let best = Dictionary<State, float>()
    let settled = HashSet<State>()
    let queue = PriorityQueue<State, float>()
    best[start] <- 0.0
    queue.Enqueue(start, 0.0)
    let mutable answer = infinity
    let mutable searching = true

    while searching do
        let mutable state = start
        let mutable cost = 0.0

        if not (queue.TryDequeue(&state, &cost)) then
            searching <- false
        elif state.Adjoint = 0 then
            answer <- cost
            searching <- false
        elif settled.Add state then
            for struct (more, reached) in next steps slots model state do
                let total = cost + more

                match best.TryGetValue reached with
                | true, known when known <= total -> ()
                | _ ->
                    best[reached] <- total
                    queue.Enqueue(reached, total)

    answer
