namespace Schedules.FSharp

/// The next change of a full set of checkpoints, chosen on the exact count of forward steps.
[<RequireQualifiedAccess>]
module internal Fewest =
    /// The step to be kept next, and which of those held (0 is the initial one) is dropped for it.
    [<Struct>]
    type Change = { At: int64; Drop: int }

    /// The sums over the segments between those held, from which every drop is scored in O(1): the first i segments as they
    /// are; and the segments from i on with a slot more each, as they get when one before them is dropped.
    let private sums (held: int64[]) : struct (int64[] * int64[]) =
        let count = held.Length
        let before: int64[] = Array.zeroCreate count
        let after: int64[] = Array.zeroCreate count

        for i in 0 .. count - 2 do
            before[i + 1] <- before[i] + Held.extra (held[i + 1] - held[i]) (int64 (count - i))

        for i in count - 2 .. -1 .. 0 do
            after[i] <- after[i + 1] + Held.extra (held[i + 1] - held[i]) (int64 (count - i + 1))

        struct (before, after)

    /// The first change, at a step from `first` to `limit`, after which the next length takes no more forward steps than if nothing were
    /// changed: on ties it is made, and the earliest checkpoint is dropped. `held` has at least two steps, as many as there
    /// are slots, and `droppable` is asked of all but the initial one; if none is, nothing changes before the limit, where
    /// `Drop` is 0. At the limit a change is made in any case. O(slots), and O(1) for each step gone over.
    let change (held: int64[]) (droppable: int -> bool) (first: int64) (limit: int64) : Change =
        let slots = held.Length
        let last = slots - 1
        let latest = held[last]
        let struct (before, after) = sums held
        // Dropping any but the latest takes so many steps, and those from the latest on with two slots.
        let mutable least = System.Int64.MaxValue
        let mutable earliest = 0

        for j in 1 .. last - 1 do
            if droppable j then
                let merged = Held.extra (held[j + 1] - held[j - 1]) (int64 (slots - j + 1))
                let sum = before[j - 1] + merged + after[j + 1]

                if sum < least then
                    least <- sum
                    earliest <- j

        let latestToo = droppable last

        let rec go (n: int64) : Change =
            let drop =
                if earliest > 0 then
                    least + Held.extra (n - latest) 2L
                else
                    System.Int64.MaxValue

            let move =
                if latestToo then
                    before[last - 1] + Held.extra (n - held[last - 1]) 2L
                else
                    System.Int64.MaxValue

            if n = limit || min drop move <= before[last] + Held.extra (n + 1L - latest) 1L then
                { At = n
                  Drop = if move < drop then last else earliest }
            else
                go (n + 1L)

        if earliest > 0 || latestToo then
            go first
        else
            { At = limit; Drop = 0 }

    /// Those held after a change.
    let apply (change: Change) (held: int64[]) : int64[] =
        Array.init held.Length (fun i ->
            if i = held.Length - 1 then change.At
            elif i < change.Drop then held[i]
            else held[i + 1])

    /// A placement that holds these, the earliest first, and goes on as told.
    let placement (held: int64[]) (dropped: int64) (until: int64) (next: unit -> Placement) : Placement =
        { Held = fun () -> held |> Array.rev |> List.ofArray
          Dropped = dropped
          Until = until
          Next = next }

    /// Greedy: always the change with the fewest forward steps for the next length, of all there are.
    let greedy (slots: int64) : Placement =
        let rec full (dropped: int64) (held: int64[]) : Placement =
            let change = change held (fun _ -> true) (held[held.Length - 1] + 1L) Action.openEnd

            placement held dropped change.At (fun () -> full held[change.Drop] (apply change held))

        if slots = 1L then
            Placement.initial
        else
            Placement.filling slots (fun () -> full Step.none [| 0L .. slots - 1L |])
