/// The fewest forward steps found by searching all ways to do a calculation, knowing no recurrence:
/// a shortest path over what can be: where the adjoint and the forward stand, and of which steps
/// restart data and dependencies are kept.
module Schedules.Tests.MixedSearch

open System.Collections.Generic
open System.Numerics

/// All ways for n steps with so many units, the restart data of a step taking wr of them and its
/// dependencies wa. A step that is recorded into WORK, or whose dependencies are brought there,
/// when the adjoint stands behind it, is reversed at once: that costs nothing, and nothing is
/// gained by waiting. Anything may be given up at any time. Less is forbidden than in a valid
/// stream (WORK need not be empty, restart data and dependencies of a step have keys of their own),
/// so what is found is at most what a valid stream takes.
let fewestSteps (n: int) (units: int) (wr: int) (wa: int) (stifflyAccurate: bool) : int option =
    let nowhere = n + 1

    let pack adjoint forward restarts dependencies =
        (((adjoint * (n + 2) + forward) <<< n ||| restarts) <<< n) ||| dependencies

    let below adjoint set = set &&& ((1 <<< adjoint) - 1)
    let best: int[] = Array.create (pack (n + 1) 0 0 0) System.Int32.MaxValue
    // What has been reached at the cost at hand, and at one step more.
    let mutable now = Stack<struct (int * int * int * int)>()
    let mutable later = Stack<struct (int * int * int * int)>()

    let reach adjoint forward restarts dependencies cost (queue: Stack<struct (int * int * int * int)>) =
        // What lies behind the adjoint is of no use any more.
        let restarts = below adjoint restarts
        let dependencies = below adjoint dependencies
        let forward = if forward > adjoint then nowhere else forward

        let taken =
            wr * BitOperations.PopCount(uint32 restarts) + wa * BitOperations.PopCount(uint32 dependencies)

        let index = pack adjoint forward restarts dependencies

        if taken <= units && cost < best[index] then
            best[index] <- cost
            queue.Push(struct (adjoint, forward, restarts, dependencies))

    reach n 0 0 0 0 now
    let mutable cost = 0
    let mutable found = None

    while found.IsNone && (now.Count > 0 || later.Count > 0) do
        if now.Count = 0 then
            let empty = now
            now <- later
            later <- empty
            cost <- cost + 1

        let struct (adjoint, forward, restarts, dependencies) = now.Pop()

        if adjoint = 0 then
            found <- Some cost
        elif cost = best[pack adjoint forward restarts dependencies] then
            for step in 0 .. adjoint - 1 do
                let bit = 1 <<< step

                if restarts &&& bit <> 0 then
                    reach adjoint forward (restarts ^^^ bit) dependencies cost now
                    reach adjoint step restarts dependencies cost now

                if dependencies &&& bit <> 0 then
                    reach adjoint forward restarts (dependencies ^^^ bit) cost now

                    if step = adjoint - 1 then
                        reach step nowhere restarts dependencies cost now
                    elif stifflyAccurate then
                        reach adjoint (step + 1) restarts dependencies cost now

            if forward < adjoint then
                let bit = 1 <<< forward

                for kept in [ restarts; restarts ||| bit ] do
                    for recorded in [ dependencies; dependencies ||| bit ] do
                        reach adjoint (forward + 1) kept recorded (cost + 1) later

                if forward = adjoint - 1 then
                    reach forward nowhere restarts dependencies (cost + 1) later

    found
