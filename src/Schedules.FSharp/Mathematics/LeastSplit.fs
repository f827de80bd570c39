namespace Schedules.FSharp

open System
open System.Numerics

/// Where to split a segment: the least sum of two rows that run side by side, and the last place that has it. This is all that
/// an exact dynamic programme over split points does; as its rows need be neither convex nor concave, there is no short cut.
[<RequireQualifiedAccess>]
module internal LeastSplit =
    /// The first places, one in each lane. Places are counted in floating point (exact to 2^53), to be selected with the sums.
    let private lanes: Vector<float> =
        Vector<float>(Array.init Vector<float>.Count float)

    /// The least of left[i] + right[i] in the two spans (of the same length, at least 1), and the largest such i.
    let find (left: ReadOnlySpan<float>) (right: ReadOnlySpan<float>) : struct (float * int) =
        let width = Vector<float>.Count
        let vectors = left.Length / width
        let mutable best = Vector<float>(Double.PositiveInfinity)
        let mutable at = Vector<float>(-1.0)
        let mutable place = lanes
        let stride = Vector<float>(float width)

        for index in 0 .. vectors - 1 do
            let start = index * width
            let sum = Vector<float>(left.Slice start) + Vector<float>(right.Slice start)
            let better = Vector.LessThanOrEqual(sum, best)
            best <- Vector.ConditionalSelect(better, sum, best)
            at <- Vector.ConditionalSelect(better, place, at)
            place <- place + stride

        let mutable least = Double.PositiveInfinity
        let mutable last = -1.0

        for lane in 0 .. width - 1 do
            let value = best[lane]

            if value < least || (value = least && at[lane] > last) then
                least <- value
                last <- at[lane]

        for index in vectors * width .. left.Length - 1 do
            let value = left[index] + right[index]

            if value <= least then
                least <- value
                last <- float index

        struct (least, int last)
