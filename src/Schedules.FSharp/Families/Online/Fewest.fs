namespace Schedules.FSharp

/// The next change of a full set of checkpoints, chosen on the exact count of forward steps.
[<RequireQualifiedAccess>]
module internal Fewest =
    /// The step to be kept next, and the index, among those held, of the one that is dropped for
    /// it; that of the initial one is 0.
    [<Struct>]
    type Change = { At: int64; Index: int }

    /// More than any calculation takes that is gone through; sums of two such
    /// numbers fit in 64 bits.
    let private cap: int64 = 1L <<< 61

    let private plus (first: int64) (second: int64) : int64 = min cap (first + second)

    /// t(l, s), capped: mostly the first, for a sweep of many slots holds steps that are close together.
    let private extra (l: int64) (s: int64) : int64 =
        if l - 1L <= s then
            l - 1L
        else
            System.Int128.op_Explicit (System.Int128.Min(Binomial.extra l s, System.Int128.op_Implicit cap))

    /// The sums over the segments between those held, from which every drop is scored in O(1): the
    /// first i segments as they are; and the segments from i on with a slot more each, as they get
    /// when one before them is dropped.
    let private sums (held: int64[]) : struct (int64[] * int64[]) =
        let count = held.Length
        let before: int64[] = Array.zeroCreate count
        let after: int64[] = Array.zeroCreate count

        for i in 0 .. count - 2 do
            before[i + 1] <- plus before[i] (extra (held[i + 1] - held[i]) (int64 (count - i)))

        for i in count - 2 .. -1 .. 0 do
            after[i] <- plus after[i + 1] (extra (held[i + 1] - held[i]) (int64 (count - i + 1)))

        struct (before, after)

    /// The first step from `first` on, and before `limit`, where the predicate holds, or else the
    /// limit. Where it holds once it holds from there on, so that the distance is doubled, and
    /// then halved: O(log n).
    let private firstWhere (holds: int64 -> bool) (first: int64) (limit: int64) : int64 =
        let rec halve (low: int64) (high: int64) : int64 =
            let middle = low + (high - low) / 2L

            if middle = low then high
            elif holds middle then halve low middle
            else halve middle high

        let rec double (low: int64) (distance: int64) : int64 =
            if distance >= limit - low then
                halve low limit
            elif holds (low + distance) then
                halve low (low + distance)
            else
                double (low + distance) (if distance < (1L <<< 60) then 2L * distance else distance)

        if first >= limit || holds first then
            first
        else
            double first 1L

    /// The first change, at a step from `first` to `limit`, after which the next length takes
    /// no more forward steps than if nothing were changed: on ties it is made, and of equally
    /// cheap checkpoints the earliest is dropped. `held` has at least two steps, as many as
    /// there are slots, and `droppable` is asked of all but the initial one; if none is,
    /// nothing changes before the limit, where `Index` is 0. At the limit a change is made in
    /// any case. O(slots + log n).
    ///
    /// From one length to the next, changing nothing costs one step more each time than the time
    /// before, changing something at most one more now and then: t(l, 1) has differences that grow
    /// by one, t(l, 2) has differences that grow by at most one. So what does not pay at `first`
    /// pays from some step on.
    let change (held: int64[]) (droppable: int -> bool) (first: int64) (limit: int64) : Change =
        let slots = held.Length
        let last = slots - 1
        let latest = held[last]
        let struct (before, after) = sums held
        // Dropping any but the latest takes so many steps, and those from the
        // latest on with two slots.
        let mutable least = System.Int64.MaxValue
        let mutable cheapest = 0

        for j in 1 .. last - 1 do
            if droppable j then
                let merged = extra (held[j + 1] - held[j - 1]) (int64 (slots - j + 1))
                let sum = plus (plus before[j - 1] merged) after[j + 1]

                if sum < least then
                    least <- sum
                    cheapest <- j

        let least = least
        let cheapest = cheapest
        let latestToo = droppable last

        let drop (n: int64) : int64 =
            if cheapest > 0 then
                least + extra (n - latest) 2L
            else
                System.Int64.MaxValue

        let move (n: int64) : int64 =
            if latestToo then
                before[last - 1] + extra (n - held[last - 1]) 2L
            else
                System.Int64.MaxValue

        let pays (n: int64) : bool =
            min (drop n) (move n) <= before[last] + extra (n + 1L - latest) 1L

        if cheapest > 0 || latestToo then
            let at = firstWhere pays first limit

            { At = at
              Index = if move at < drop at then last else cheapest }
        else
            { At = limit; Index = 0 }

    /// Those held after a change.
    let apply (change: Change) (held: int64[]) : int64[] =
        Array.init held.Length (fun i ->
            if i = held.Length - 1 then change.At
            elif i < change.Index then held[i]
            else held[i + 1])

    /// A placement that holds these, the earliest first, and goes on as told.
    let placement (held: int64[]) (dropped: int64) (until: int64) (next: unit -> OnlineState) : OnlineState =
        { Held = fun () -> held |> Array.rev |> List.ofArray
          Dropped = dropped
          Until = until
          Next = next }

    /// Greedy: always the change with the fewest forward steps for the next
    /// length, of all there are.
    let greedy (slots: int64) : OnlineState =
        let rec full (dropped: int64) (held: int64[]) : OnlineState =
            let change = change held (fun _ -> true) (held[held.Length - 1] + 1L) Action.openEnd

            placement held dropped change.At (fun () -> full held[change.Index] (apply change held))

        if slots = 1L then
            OnlineState.initial
        else
            OnlineState.filling slots (fun () -> full Step.none [| 0L .. slots - 1L |])
