namespace Schedules.FSharp

open System.Collections.Generic

/// The actions of a stream that are still to be carried out, and which of their checkpoints are
/// read next: as the executor's prefetcher finds them. What will be written or deleted before it is
/// read is left alone until then; the first read that cannot be asked for holds up those after it.
[<Sealed>]
type internal ReadAhead(actions: IEnumerator<Action>, window: int) =
    let mask =
        (1 <<< (32 - System.Numerics.BitOperations.LeadingZeroCount(uint32 window + 1u))) - 1

    let ring: Action[] = Array.zeroCreate (mask + 1)

    /// Called directly, if the stream is a schedule's.
    let struct (isOwn, own) =
        match actions with
        | :? Enumerator as own -> struct (true, own)
        | _ -> struct (false, Unchecked.defaultof<Enumerator>)

    /// The last action, up to the furthest that was looked at, that changes a key of a level that
    /// is read ahead.
    let changed = Dictionary<struct (int * int64), int64>()
    let mutable pulled = 0L
    let mutable ended = false
    let mutable next = -1L

    let pull (index: int64) : bool =
        while not ended && pulled <= index do
            let isThere = if isOwn then own.MoveNext() else actions.MoveNext()

            if isThere then
                ring[int pulled &&& mask] <- (if isOwn then own.Current else actions.Current)
                pulled <- pulled + 1L
            else
                ended <- true

        index < pulled

    let note (storage: Storage) (step: int64) (index: int64) : unit =
        match storage with
        | Storage.Level level when level > 0 -> changed[struct (level, step)] <- index
        | Storage.Level _
        | Storage.Work
        | Storage.Nowhere -> ()

    let noteAll (index: int64) : unit =
        match ring[int index &&& mask] with
        | Action.Forward(n0, _, ics, deps, target) ->
            if ics || deps then
                note target n0 index
        | Action.Copy(n0, _, target) -> note target n0 index
        | Action.Move(n0, source, target) ->
            note source n0 index
            note target n0 index
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> ()

    /// Whether there is an action of this index.
    member _.Has(index: int64) : bool = pull index

    /// An action that has not been passed by more than the window.
    member _.At(index: int64) : inref<Action> = &ring[int index &&& mask]

    /// The checkpoint has gone: nothing that comes is known of it.
    member _.Forget (level: int) (step: int64) (index: int64) : unit =
        if level > 0 then
            let key = struct (level, step)
            let found, last = changed.TryGetValue key

            if found && last = index then
                changed.Remove key |> ignore

    /// The action of this index is about to be carried out: asks to read what comes, until that is
    /// not possible. `tryRead` says whether it has been asked for, or need not be; `mayRead`, for
    /// less, that it may be. Level 0 is not read ahead.
    member _.Look(index: int64, mayRead: System.Func<int, bool>, tryRead: System.Func<int, int64, bool>) : unit =
        if next < 0L then
            next <- index + 1L
            noteAll index

        let mutable goesOn = true

        while goesOn && next - index <= int64 window && pull next do
            if next > index then
                goesOn <-
                    match ring[int next &&& mask] with
                    | Action.Copy(n0, Storage.Level level, target)
                    | Action.Move(n0, Storage.Level level, target) when level > 0 && not target.IsNowhere ->
                        mayRead.Invoke level
                        && (let found, last = changed.TryGetValue(struct (level, n0))
                            not (found && last >= index) && tryRead.Invoke(level, n0))
                    | Action.Forward _
                    | Action.Reverse _
                    | Action.Copy _
                    | Action.Move _
                    | Action.EndForward
                    | Action.EndReverse -> true

            if goesOn then
                if next >= index then
                    noteAll next

                next <- next + 1L
