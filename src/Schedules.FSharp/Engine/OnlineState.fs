namespace Schedules.FSharp

/// Checkpoints that a sweep of unknown length holds once it has kept the restart data of a step,
/// and how it goes on: a pure, endless chain. It knows nothing of levels; the engine writes,
/// deletes, and reverses from what is held wherever the calculation ends.
[<NoComparison; NoEquality>]
type OnlineState =
    {
        /// The steps held, the latest first, 0 always the last; the latest is
        /// where the forward stands.
        Held: unit -> int64 list
        /// The step deleted to make room for the latest, before that is written;
        /// `Step.none` if a slot was free.
        Dropped: int64
        /// The step at which the next restart data are kept, after the latest held;
        /// `Action.openEnd` if there will be no more. The forward goes there at once, and the
        /// calculation may end on the way.
        Until: int64
        /// The placement once the restart data of step `Until` have been kept.
        Next: unit -> OnlineState
    }

[<RequireQualifiedAccess>]
module internal OnlineState =
    /// The initial state is held, and that is all.
    let rec initial: OnlineState =
        { Held = fun () -> [ 0L ]
          Dropped = Step.none
          Until = Action.openEnd
          Next = fun () -> initial }

    /// Keeps every step while there are free slots; with the last of them the placements go over to
    /// `full`, whose first holds the steps 0 … slots-1.
    let filling (slots: int64) (full: unit -> OnlineState) : OnlineState =
        let rec keep (step: int64) : OnlineState =
            if step = slots - 1L then
                full ()
            else
                { Held = fun () -> [ step .. -1L .. 0L ]
                  Dropped = Step.none
                  Until = step + 1L
                  Next = fun () -> keep (step + 1L) }

        keep 0L

    /// The placement in force when the length turns out to be l, and how many checkpoints have been
    /// kept up to there. It goes through the placements as the sweep does.
    let atEnd (l: int64) (first: OnlineState) : struct (OnlineState * int64) =
        let mutable placement = first
        let mutable kept = 1L

        while placement.Until < l do
            placement <- placement.Next()
            kept <- kept + 1L

        struct (placement, kept)
