/// The least makespan there is, by exhaustive search (Dijkstra) over what a calculation can do: it
/// knows no recurrence, no policy and no structure of schedules. For few steps, to judge what
/// claims to be optimal.
module Schedules.Tests.Search

open System.Collections.Generic
open Schedules.FSharp

/// Where a calculation stands. What a Copy or Move to another level does is done as well by reading
/// to WORK and writing from there, so data moves through WORK only; what is not needed any more
/// goes when its slot is.
[<Struct>]
type private State =
    {
        /// Where the forward stands, -1 if nowhere.
        Forward: int
        /// Where the adjoint stands: the steps before it are still to be reversed.
        Adjoint: int
        /// For each level a set of steps whose restart data it holds, `steps` bits a level.
        Kept: int64
    }

/// The least makespan of one adjoint calculation of `steps` steps (1 to 15), with so many slots on
/// each level (at most four levels), RAM first, each for the restart data of one step, and the
/// dependencies of one step in WORK. Infinite if it cannot be done.
let leastMakespan (steps: int) (slots: int list) (model: CostModel) : float =
    let slots = Array.ofList slots
    let all = (1L <<< steps) - 1L

    let kept level (state: State) =
        (state.Kept >>> (level * steps)) &&& all

    let withKept level (set: int64) (state: State) =
        { state with
            Kept = (state.Kept &&& ~~~(all <<< (level * steps))) ||| (set <<< (level * steps)) }

    let has step (set: int64) = (set >>> step) &&& 1L = 1L

    /// Restart data of steps that have been reversed serve nothing.
    let forget (state: State) =
        let useful = (1L <<< state.Adjoint) - 1L

        (state, [ 0 .. slots.Length - 1 ])
        ||> List.fold (fun state level -> state |> withKept level (kept level state &&& useful))

    let moves (state: State) =
        [ let n, a = state.Forward, state.Adjoint

          if n >= 0 && n < a - 1 then
              model.Uf, { state with Forward = n + 1 }

          if n = a - 1 then
              model.Ub, forget { state with Forward = -1; Adjoint = n }

          for level in 0 .. slots.Length - 1 do
              let set = kept level state

              if n >= 0 && n < a - 1 && slots[level] > 0 && not (has n set) then
                  let set' = set ||| (1L <<< n)

                  if System.Int64.PopCount set < int64 slots[level] then
                      model.Write level, withKept level set' state
                  else
                      for step in 0 .. steps - 1 do
                          if has step set then
                              model.Write level, withKept level (set' &&& ~~~(1L <<< step)) state

              for step in 0 .. a - 1 do
                  if has step set && step <> n then
                      model.Read level, { state with Forward = step } ]

    let settled = HashSet<State>()
    let queue = PriorityQueue<State, float>()

    queue.Enqueue(
        { Forward = 0
          Adjoint = steps
          Kept = 0L },
        0.0
    )

    let mutable answer = infinity
    let mutable state = Unchecked.defaultof<State>
    let mutable cost = 0.0

    while answer = infinity && queue.TryDequeue(&state, &cost) do
        if settled.Add state then
            if state.Adjoint = 0 then
                answer <- cost
            else
                for price, next in moves state do
                    if not (settled.Contains next) then
                        queue.Enqueue(next, cost + price)

    answer
