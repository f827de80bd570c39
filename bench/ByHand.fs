/// What one writes without a library: the recursion of binomial checkpointing, which calls back for
/// each thing to be done, and keeps no state that could be looked at, stopped or resumed. The other
/// figures are ratios to this one.
module Schedules.Bench.ByHand

open System

let private beta (s: int64) (t: int64) : int64 =
    let mutable value = 1L

    for k in 1L .. min s t do
        value <- value * (max s t + k) / k

    if s < 0L || t < 0L then 0L else value

let private advance (l: int64) (s: int64) : int64 =
    if l - 1L <= s then
        1L
    elif s = 1L then
        l - 1L
    else
        let mutable r = 1L

        while beta s r < l do
            r <- r + 1L

        min (beta s (r - 1L)) (l - beta (s - 1L) (r - 1L))

/// Reverses l steps from step n with s slots: `act n0 n1 kind` is called for each action.
let rec reverse (act: Action<int64, int64, int>) (n: int64) (l: int64) (s: int64) (kept: bool) : unit =
    if l = 1L then
        act.Invoke(n, n + 1L, 0)
        act.Invoke(n + 1L, n, 1)
    else
        let i = advance l s
        act.Invoke(n, n + i, (if kept then 2 else 3))
        reverse act (n + i) (l - i) (s - 1L) false
        act.Invoke(n, n, (if i = 1L then 4 else 5))
        reverse act n i s true
