namespace Schedules.FSharp

open System
open System.Numerics
open System.Runtime.InteropServices

/// Where to split a segment: the least sum of two rows that run side by side, and the last place that has it. This is all that
/// an exact dynamic programme over split points does; as its rows need be neither convex nor concave, there is no short cut.
[<RequireQualifiedAccess>]
module internal LeastSplit =
    /// The first places, one in each lane. Places are counted in floating point (exact to 2^53), to be selected with the sums.
    let private lanes: Vector<float> =
        Vector<float>(Array.init Vector<float>.Count float)

    let private later (struct (least: float, last: float)) (value: float) (place: float) : struct (float * float) =
        if value < least || (value = least && place > last) then
            struct (value, place)
        else
            struct (least, last)

    /// The least of left[i] + right[i] in the two spans (of the same length, at least 1), and the largest such i.
    let find (left: ReadOnlySpan<float>) (right: ReadOnlySpan<float>) : struct (float * int) =
        let width = Vector<float>.Count
        let lefts = MemoryMarshal.Cast<float, Vector<float>> left
        let rights = MemoryMarshal.Cast<float, Vector<float>> right
        let stride = Vector<float>(float width)
        let mutable place = lanes
        // Even and odd vectors apart: neither waits for the other's comparison.
        let mutable even = Vector<float>(Double.PositiveInfinity)
        let mutable evenAt = Vector<float>(-1.0)
        let mutable odd = even
        let mutable oddAt = evenAt
        let mutable index = 0

        while index + 1 < lefts.Length do
            let sum = lefts[index] + rights[index]
            let better = Vector.LessThanOrEqual(sum, even)
            even <- Vector.ConditionalSelect(better, sum, even)
            evenAt <- Vector.ConditionalSelect(better, place, evenAt)
            place <- place + stride
            let sum = lefts[index + 1] + rights[index + 1]
            let better = Vector.LessThanOrEqual(sum, odd)
            odd <- Vector.ConditionalSelect(better, sum, odd)
            oddAt <- Vector.ConditionalSelect(better, place, oddAt)
            place <- place + stride
            index <- index + 2

        let mutable found = struct (Double.PositiveInfinity, -1.0)

        if index > 0 then
            for lane in 0 .. width - 1 do
                found <- later found even[lane] evenAt[lane]
                found <- later found odd[lane] oddAt[lane]

        for rest in index * width .. left.Length - 1 do
            found <- later found (left[rest] + right[rest]) (float rest)

        let struct (least, last) = found
        struct (least, int last)
