namespace Schedules.FSharp

open System

/// Mixed checkpointing with units of equal size: the largest advance i at which i + M(i, s) +
/// M(n-i, s-1) is M(n, s), in closed form, as M itself is (MixedSteps has the words used here).
///
/// Let n = β(s, r-1) + m and i = β(s, r-2) + a: then n - i = β(s-1, r-1) + m - a, so that a steps
/// lie in phase r-1 of s units, and m - a in phase r of s-1 units. The sum is M(n, s) if as many
/// gaps are begun in the two as in the first m steps of phase r of s units, g: those are the gaps
/// of the two, merged by their size. So the largest a ends a gap: the last one of the x first ones
/// of the left, with the largest x for which the g - x first ones of the right have room for the
/// rest. From the x of the merged order on, each further one takes the place of a longer one. The
/// right may also end before its phase begins: the last gaps of the phase before, C(r+s-5, s-2) of
/// them, have one step each, so that a step costs as much there as in phase r.
///
/// Unlike M, not proven: it equals a search over the recurrence for all s ≤ 12 and n ≤ 700; the tests
/// compare them again.
[<RequireQualifiedAccess>]
module internal MixedAdvance =
    let private wide (value: int64) : Int128 = Int128.op_Implicit value

    /// Steps in the first `count` gaps of phase r ≥ 1.
    let private room (s: int64) (r: int64) (count: int64) : Int128 =
        let rec group (low: int64) (high: int64) : int64 =
            if low = high then
                low
            else
                let middle = low + (high - low + 1L) / 2L

                if Binomial.capped (r - 1L) (middle - 1L) <= count then
                    group middle high
                else
                    group low (middle - 1L)

        let j = group 0L (s - 1L)
        let before = Binomial.capped (r - 1L) (j - 1L)
        MixedSteps.length s r j before + wide (count - before) * wide (s - j)

    let private search (n: int64) (s: int64) : int64 =
        let r = Binomial.repetitions n s
        let m = n - Binomial.capped s (r - 1L)
        let j = MixedSteps.group s r m 0L (s - 1L)
        let before = Binomial.capped (r - 1L) (j - 1L)
        let size = s - j
        let rest = m - int64 (Int128.op_Explicit (MixedSteps.length s r j before): int64)
        let begun = (rest + size - 1L) / size
        let gaps = before + begun

        /// The largest x at which the rest still has room, between one at which
        /// it has and the last.
        let rec furthest (low: int64) (high: int64) : int64 =
            if low = high then
                low
            else
                let middle = low + (high - low + 1L) / 2L

                if room s (r - 1L) middle + room (s - 1L) r (gaps - middle) >= wide m then
                    furthest middle high
                else
                    furthest low (middle - 1L)

        let merged =
            min (Binomial.capped (r - 2L) (j - 1L) + begun) (Binomial.capped (r - 2L) j)

        // Each further gap loses a step, at least, of what the last one has left.
        let left = begun * size - rest

        let x =
            furthest merged (min (min gaps (merged + left)) (Binomial.capped (r - 2L) (s - 1L)))

        let a =
            Int128.Min(
                Int128.Min(room s (r - 1L) x, wide (Binomial.capped (s - 1L) (r - 1L))),
                wide m + wide (Binomial.capped (s - 2L) (r - 3L))
            )

        Binomial.capped s (r - 2L) + int64 (Int128.op_Explicit a: int64)

    /// Most segments are short, and have few units: these are found once.
    let private side = 64

    let private memo: byte[] =
        Array.init (side * side) (fun index ->
            let n, s = int64 (index / side), int64 (index % side)
            if s < 2L || n - 1L <= s then 0uy else byte (search n s))

    /// The largest best advance from the start of n ≥ 2 steps with s units; 0 where it is
    /// better to store the dependencies of the first step, which is so where all of them fit,
    /// and where no unit is free.
    let largest (n: int64) (s: int64) : int64 =
        if n - 1L <= s || s < 1L then 0L
        elif s = 1L then n - 1L
        elif n < int64 side then int64 memo[int n * side + int s]
        else search n s
