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
