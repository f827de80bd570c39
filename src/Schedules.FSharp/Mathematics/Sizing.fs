namespace Schedules.FSharp

open System

/// Slots for steps, steps for slots: binomial checkpointing asked the other way round. Griewank &
/// Walther (2000), §3; the balanced number is the rule of the function `adjust` of Algorithm 799.
[<RequireQualifiedAccess>]
module Sizing =
    /// The longest calculation that s slots (1 to 10^18) reverse with no step repeated more than r
    /// times (0 to 10^18): β(s, r). The error is `TooLarge` where the answer needs more than 64
    /// bits.
    let longest (s: int64) (r: int64) : Result<int64, SpecError> =
        Check.range "s" 1L Check.maxSteps s
        |> Result.bind (fun () -> Check.range "r" 0L Check.maxSteps r)
        |> Result.bind (fun () -> Binomial.beta s r)

    /// The fewest slots with which l steps (1 to 10^18) are reversed and no step is repeated more
    /// than r times (1 to 10^18). As β(s, r) = β(r, s), slots and repetitions change places.
    let slotsForRepetition (l: int64) (r: int64) : Result<int64, SpecError> =
        Check.range "l" 1L Check.maxSteps l
        |> Result.bind (fun () -> Check.range "r" 1L Check.maxSteps r)
        |> Result.map (fun () -> Binomial.repetitions l r)

    let rec private search (l: int64) (extra: int64) (few: int64) (enough: int64) : int64 =
        if few + 1L = enough then
            enough
        else
            let middle = few + (enough - few) / 2L

            if Binomial.extra l middle <= Int128.op_Implicit extra then
                search l extra few middle
            else
                search l extra middle enough

    /// The fewest slots with which l steps (1 to 10^18) take no more than `extra` forward steps
    /// that do not record (at least l - 1, which is what a slot for each step takes).
    let slotsForExtraSteps (l: int64) (extra: int64) : Result<int64, SpecError> =
        Check.range "l" 1L Check.maxSteps l
        |> Result.bind (fun () -> Check.range "extra" (l - 1L) Int64.MaxValue extra)
        |> Result.map (fun () -> if l = 1L then 0L else search l extra 0L (l - 1L))

    /// The balanced number of slots for l steps (1 to 10^18): the fewest s with β(s, s) ≥ l, so
    /// that slots and repetitions grow alike. As β(s, s) is about 4^s / √(π s), it is a little more
    /// than log₄ l.
    let balanced (l: int64) : Result<int64, SpecError> =
        Check.range "l" 1L Check.maxSteps l
        |> Result.map (fun () -> Seq.initInfinite int64 |> Seq.find (fun s -> s > 0L && Binomial.capped s s >= l))

    /// The expense ratio: forward steps that do not record, for each of l steps (1 to 10^18)
    /// reversed with s slots (from 1; from 0 if l = 1).
    let expense (l: int64) (s: int64) : Result<float, SpecError> =
        Binomial.repetition l s
        |> Result.map (fun _ -> (Int128.op_Explicit (Binomial.extra l s): float) / float l)

    /// Slots for each of several windows of a trajectory, of these lengths (at least one window, 1
    /// to 10^18 steps each), that together take the fewest forward steps that do not record: all of
    /// `slots`, 1 to 2^14, are shared out, at most as many to a window as it has use for. A window
    /// of more than one step needs a slot. By a dynamic programme in O(windows · slots²), since
    /// t(l, s) is not convex in s, and no rule that gives out slot after slot is exact. Errors name
    /// `lengths` or `slots`.
    let windows (lengths: int64 list) (slots: int) : Result<int list, SpecError> =
        let least length = if length = 1L then 0L else 1L

        let checkAll =
            (Check.range "lengths" 1L Int64.MaxValue (int64 lengths.Length), lengths)
            ||> List.fold (fun sofar length -> sofar |> Result.bind (fun () -> Check.steps "lengths" length))

        checkAll
        |> Result.bind (fun () -> Check.range "slots" (List.sumBy least lengths) (1L <<< 14) (int64 slots))
        |> Result.map (fun () ->
            // What the windows from one on take with so many slots, and how many of
            // them it takes itself.
            let extend (length: int64) (after: float[]) : float[] * int[] =
                let most = int (min (int64 slots) (max 0L (length - 1L)))

                let extra =
                    Array.init (most + 1) (fun s ->
                        if int64 s < least length then
                            infinity
                        else
                            (Int128.op_Explicit (Binomial.extra length (int64 s)): float))

                let best = Array.create (slots + 1) infinity
                let taken = Array.zeroCreate (slots + 1)

                for total in 0..slots do
                    for own in 0 .. min total most do
                        let time = extra[own] + after[total - own]

                        if time < best[total] then
                            best[total] <- time
                            taken[total] <- own

                best, taken

            let _, choices =
                List.foldBack
                    (fun length (after, choices) ->
                        let best, taken = extend length after
                        best, taken :: choices)
                    lengths
                    (Array.zeroCreate (slots + 1), [])

            choices |> List.mapFold (fun left (taken: int[]) -> taken[left], left - taken[left]) slots |> fst)
