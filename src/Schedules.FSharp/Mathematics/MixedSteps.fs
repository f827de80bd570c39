namespace Schedules.FSharp

open System

/// Checkpoints that hold either restart data or the dependencies of one step, in units of equal
/// size: the fewest forward steps in closed form. The recurrence is that of Maddison (2024),
/// "Step-based checkpointing with high-level algorithmic differentiation": M(1, s) = 1; M(n, s) =
/// min( 1 + M(n-1, s-1), min over 1 ≤ i < n of i + M(i, s) + M(n-i, s-1) ).
///
/// With r the repetition number of binomial checkpointing, and t its extra steps, M(n, s) = n for r
/// ≤ 1, and otherwise M(n, s) = t(n, s) + β(s, r-2) + g, where binomial checkpointing takes t(n, s)
/// + n. From n = β(s, r-1) to β(s, r) each further step costs r, and one more at the first of each
/// of a sequence of gaps: C(r-2+j, j) gaps of s-j steps, for j = 0 … s-1. g is the number of gaps
/// begun. Found by looking at the tables, and proved since, for all n and s (proofs/Mixed.dfy); the
/// tests compare it with the recurrence, too.
[<RequireQualifiedAccess>]
module MixedSteps =
    let private wide (value: int64) : Int128 = Int128.op_Implicit value

    /// Steps in the gaps of groups 0 … j-1, of which there are `before` = β(r-1, j-1).
    let internal length (s: int64) (r: int64) (j: int64) (before: int64) : Int128 =
        // Σ_{i<j} i·C(r-2+i, i) = (r-1)·β(r, j-2), and β(r, j-2) = before·(j-1)/r.
        wide s * wide before - wide (r - 1L) * (wide before * wide (max 0L (j - 1L)) / wide r)

    /// The last group j ≤ s-1 that begins before step m ≥ 1 of the phase, by bisection.
    let rec internal group (s: int64) (r: int64) (m: int64) (low: int64) (high: int64) : int64 =
        if low = high then
            low
        else
            let middle = low + (high - low + 1L) / 2L
            let before = Binomial.capped (r - 1L) (middle - 1L)

            // A gap has a step at least, so that a number of gaps that does not fit is past m
            // anyway.
            if before < m && length s r middle before < wide m then
                group s r m middle high
            else
                group s r m low (middle - 1L)

    /// Gaps begun within the first m ≥ 1 steps of phase r ≥ 2.
    let private gaps (s: int64) (r: int64) (m: int64) : Int128 =
        let j = group s r m 0L (s - 1L)
        let before = Binomial.capped (r - 1L) (j - 1L)
        let size = wide (s - j)
        wide before + (wide m - length s r j before + size - Int128.One) / size

    /// M(n, s), for n ≥ 1, and s ≥ 1 unless n is 1.
    let internal total (n: int64) (s: int64) : Int128 =
        if n - 1L <= s then
            wide n
        else
            let r = Binomial.repetitions n s
            let m = n - Binomial.capped s (r - 1L)
            Binomial.extra n s + wide (Binomial.capped s (r - 2L)) + gaps s r m

    /// M(n, s), unless it needs more than 64 bits. n and s as for `total`.
    let internal fewest (n: int64) (s: int64) : Result<int64 voption, SpecError> =
        Check.fits "steps" n (total n s) |> Result.map ValueSome

    /// The fewest forward steps, the recording ones included, for `steps` (1 to 10^18) with
    /// `snapshots` units: none where there is no schedule, with 0 units for more than one step. The
    /// error is `TooLarge` where the answer needs more than 64 bits.
    let optimalSteps (steps: int64) (snapshots: int) : Result<int64 voption, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "snapshots" 0L snapshots)
        |> Result.bind (fun () ->
            if snapshots = 0 && steps > 1L then
                Ok ValueNone
            else
                fewest steps (int64 snapshots))
