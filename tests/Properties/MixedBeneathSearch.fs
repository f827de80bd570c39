/// The least cost of a calculation with mixed checkpoints in RAM and restart data on a slower level,
/// by searching all ways to do it: a shortest path over what can be, as in MixedSearch.
module Schedules.Tests.MixedBeneathSearch

open System.Collections.Generic
open System.Numerics
open Schedules.FSharp

/// A calculation: steps (at most 7), units in RAM, slots on disk, and the costs of a forward step, a
/// write to disk and a read, in whole numbers.
type Calculation =
    { Steps: int
      Units: int
      Size: UnitSize
      OnDisk: int
      Step: int
      Write: int
      Read: int }

[<Struct>]
type private State =
    {
        Adjoint: int
        Forward: int
        /// Steps of which RAM holds restart data, and dependencies, and the disk restart data: bits.
        Restarts: int
        Dependencies: int
        Disk: int
    }

/// Each forward step costs one, whether it records or not, and reversing nothing. `apart`: RAM is
/// empty where the disk is written or read.
let least (apart: bool) (calculation: Calculation) : int =
    let size = calculation.Size
    let best = Dictionary<State, int>()
    let queue = PriorityQueue<State, int>()
    let count (set: int) = BitOperations.PopCount(uint32 set)

    let reach (cost: int) (state: State) : unit =
        // What lies behind the adjoint is of no use any more.
        let below = (1 <<< state.Adjoint) - 1

        let state =
            { state with
                Forward = if state.Forward < state.Adjoint then state.Forward else -1
                Restarts = state.Restarts &&& below
                Dependencies = state.Dependencies &&& below
                Disk = state.Disk &&& below }

        let taken =
            int size.Restart * count state.Restarts + int size.Dependencies * count state.Dependencies

        if taken <= calculation.Units && count state.Disk <= calculation.OnDisk then
            match best.TryGetValue state with
            | true, known when known <= cost -> ()
            | _ ->
                best[state] <- cost
                queue.Enqueue(state, cost)

    let spread (cost: int) (state: State) : unit =
        let mayUseDisk = not apart || (state.Restarts = 0 && state.Dependencies = 0)

        for step in 0 .. state.Adjoint - 1 do
            let bit = 1 <<< step

            if state.Restarts &&& bit <> 0 then
                reach
                    cost
                    { state with
                        Restarts = state.Restarts ^^^ bit }

                reach cost { state with Forward = step }

            if state.Disk &&& bit <> 0 then
                reach cost { state with Disk = state.Disk ^^^ bit }

                if mayUseDisk then
                    reach (cost + calculation.Read) { state with Forward = step }

            if state.Dependencies &&& bit <> 0 then
                reach
                    cost
                    { state with
                        Dependencies = state.Dependencies ^^^ bit }

                if step = state.Adjoint - 1 then
                    reach
                        cost
                        { state with
                            Adjoint = step
                            Forward = -1 }
                elif size.StifflyAccurate then
                    reach cost { state with Forward = step + 1 }

        if state.Forward >= 0 then
            let bit = 1 <<< state.Forward

            let advanced =
                { state with
                    Forward = state.Forward + 1 }

            let cost = cost + calculation.Step

            for kept in [ state.Restarts; state.Restarts ||| bit ] do
                for recorded in [ state.Dependencies; state.Dependencies ||| bit ] do
                    reach
                        cost
                        { advanced with
                            Restarts = kept
                            Dependencies = recorded }

            if mayUseDisk then
                reach
                    (cost + calculation.Write)
                    { advanced with
                        Disk = state.Disk ||| bit }

            if state.Forward = state.Adjoint - 1 then
                reach
                    cost
                    { state with
                        Adjoint = state.Forward
                        Forward = -1 }

    reach
        0
        { Adjoint = calculation.Steps
          Forward = 0
          Restarts = 0
          Dependencies = 0
          Disk = 0 }

    let mutable found = -1

    while found < 0 do
        let mutable state = Unchecked.defaultof<State>
        let mutable cost = 0

        if not (queue.TryDequeue(&state, &cost)) then
            found <- System.Int32.MaxValue
        elif state.Adjoint = 0 then
            found <- cost
        elif best[state] = cost then
            spread cost state

    found
