namespace Schedules.FSharp

open System

/// Recomputed steps from the checkpoints that a sweep holds at its end. Of s slots the i-th
/// checkpoint (from 0) has s - i to reverse the steps up to the next one (or to the end) with: its
/// own, and those free by then.
[<RequireQualifiedAccess>]
module internal OnlineScore =
    /// t(l, s) where it is known to be small: a sweep would not live to see 64 bits overflow.
    let extra (l: int64) (s: int64) : int64 =
        int64 (Int128.op_Explicit (Binomial.extra l s): int64)

    /// The segments of l steps, the latest first: how many steps, and with how many slots they are
    /// reversed. The checkpoints are given with the latest first.
    let segments (slots: int64) (l: int64) (held: int64 list) : struct (int64 * int64) list =
        let count = int64 held.Length

        let struct (segments, _, _) =
            (struct ([], l, slots - count + 1L), held)
            ||> List.fold (fun (struct (segments, until, free)) step ->
                struct (struct (until - step, free) :: segments, step, free + 1L))

        List.rev segments

    /// Steps advanced over without recording while the segments are reversed: Σ t(p_{i+1} - p_i, s
    /// - i).
    let recomputed (segments: struct (int64 * int64) list) : Int128 =
        (Int128.Zero, segments)
        ||> List.fold (fun sum (struct (steps, free)) -> sum + Binomial.extra steps free)
