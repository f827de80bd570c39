namespace Schedules.FSharp

open System
open System.Numerics
open System.Runtime.CompilerServices
open System.Runtime.InteropServices

/// min over x of first[x] + second[x + offset], the inner loop of dynamic programmes whose minimisers are not monotone: nothing
/// is skipped, all is read once and in order. Costs have no NaN, so the minimum of the machine will do.
[<RequireQualifiedAccess>]
module internal MinPlus =
    /// So many neighbouring offsets are done together: what is loaded of the first row serves all of them.
    [<Literal>]
    let Together = 4

    let private reduce (least: Vector<float>) (rest: float) : float =
        let mutable value = rest

        for lane in 0 .. Vector<float>.Count - 1 do
            value <- Math.Min(value, least[lane])

        value

    /// results[t] = min over 0 ≤ x < count of first[x] + second[offset - t + x], for t = 0 … 3; infinite for a count of 0.
    /// `first` has at least count elements, `second` offset + count, and the offset is at least 3.
    [<MethodImpl(MethodImplOptions.AggressiveOptimization)>]
    let least (first: float[]) (second: float[]) (offset: int) (count: int) (results: float[]) : unit =
        let a = &MemoryMarshal.GetArrayDataReference first
        let b = &MemoryMarshal.GetArrayDataReference second
        let width = Vector<float>.Count
        let mutable least0 = Vector<float>(Double.PositiveInfinity)
        let mutable least1 = least0
        let mutable least2 = least0
        let mutable least3 = least0
        let mutable x = 0

        while x <= count - width do
            let value = Vector.LoadUnsafe(&a, unativeint x)
            let at = unativeint (offset + x)
            least0 <- Vector.MinNative(least0, value + Vector.LoadUnsafe(&b, at))
            least1 <- Vector.MinNative(least1, value + Vector.LoadUnsafe(&b, at - 1un))
            least2 <- Vector.MinNative(least2, value + Vector.LoadUnsafe(&b, at - 2un))
            least3 <- Vector.MinNative(least3, value + Vector.LoadUnsafe(&b, at - 3un))
            x <- x + width

        let mutable rest0 = Double.PositiveInfinity
        let mutable rest1 = Double.PositiveInfinity
        let mutable rest2 = Double.PositiveInfinity
        let mutable rest3 = Double.PositiveInfinity

        while x < count do
            let value = first[x]
            rest0 <- Math.Min(rest0, value + second[offset + x])
            rest1 <- Math.Min(rest1, value + second[offset + x - 1])
            rest2 <- Math.Min(rest2, value + second[offset + x - 2])
            rest3 <- Math.Min(rest3, value + second[offset + x - 3])
            x <- x + 1

        results[0] <- reduce least0 rest0
        results[1] <- reduce least1 rest1
        results[2] <- reduce least2 rest2
        results[3] <- reduce least3 rest3

    /// min over 0 ≤ x < count of first[x] + second[offset + x], for rows that refer to themselves, one offset at a time. Four minima
    /// side by side, since each waits for the one before.
    [<MethodImpl(MethodImplOptions.AggressiveOptimization)>]
    let single (first: float[]) (second: float[]) (offset: int) (count: int) : float =
        let a = &MemoryMarshal.GetArrayDataReference first
        let b = &MemoryMarshal.GetArrayDataReference second
        let width = Vector<float>.Count
        let mutable least0 = Vector<float>(Double.PositiveInfinity)
        let mutable least1 = least0
        let mutable least2 = least0
        let mutable least3 = least0
        let mutable x = 0

        while x <= count - 4 * width do
            let at = unativeint x
            let other = unativeint (offset + x)
            let step = unativeint width
            least0 <- Vector.Min(least0, Vector.LoadUnsafe(&a, at) + Vector.LoadUnsafe(&b, other))
            least1 <- Vector.Min(least1, Vector.LoadUnsafe(&a, at + step) + Vector.LoadUnsafe(&b, other + step))

            least2 <-
                Vector.Min(least2, Vector.LoadUnsafe(&a, at + 2un * step) + Vector.LoadUnsafe(&b, other + 2un * step))

            least3 <-
                Vector.Min(least3, Vector.LoadUnsafe(&a, at + 3un * step) + Vector.LoadUnsafe(&b, other + 3un * step))

            x <- x + 4 * width

        let lanes = Vector.Min(Vector.Min(least0, least1), Vector.Min(least2, least3))
        let mutable value = Double.PositiveInfinity

        for lane in 0 .. width - 1 do
            value <- min value lanes[lane]

        while x < count do
            value <- min value (first[x] + second[offset + x])
            x <- x + 1

        value

    /// The last 0 ≤ x < count with first[x] + second[offset + x] = value; -1 if there is none.
    [<MethodImpl(MethodImplOptions.AggressiveOptimization)>]
    let last (first: float[]) (second: float[]) (offset: int) (count: int) (value: float) : int =
        let a = &MemoryMarshal.GetArrayDataReference first
        let b = &MemoryMarshal.GetArrayDataReference second
        let width = Vector<float>.Count
        let wanted = Vector<float>(value)
        let mutable x = count
        let mutable found = false

        // Whole vectors from the end, then one by one: within the vector that has it, or what is left at the start.
        while not found && x >= width do
            let at = unativeint (x - width)
            let sum = Vector.LoadUnsafe(&a, at) + Vector.LoadUnsafe(&b, unativeint offset + at)

            if Vector.EqualsAny(sum, wanted) then
                found <- true
            else
                x <- x - width

        x <- x - 1

        while x >= 0 && first[x] + second[offset + x] <> value do
            x <- x - 1

        x
