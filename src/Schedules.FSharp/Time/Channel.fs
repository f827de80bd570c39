namespace Schedules.FSharp

open System
open System.Collections.Generic

/// Request to a level's store.
[<Struct; RequireQualifiedAccess>]
type internal Transfer =
    | Write
    | Read

/// Stages of a checkpoint in a buffer.
[<Struct; RequireQualifiedAccess>]
type internal SlotState =
    /// To be written.
    | Waiting
    /// Being written.
    | Storing
    /// To be read, or being read.
    | Loading
    /// In the buffer and in the store.
    | Whole

/// A buffer with a checkpoint.
[<Sealed; AllowNullLiteral>]
type internal CacheSlot(step: int64, seconds: float, state: SlotState) =
    member _.Step: int64 = step
    /// What writing or reading it takes.
    member _.Seconds: float = seconds
    member val State: SlotState = state with get, set
    /// It will be used before the buffer may be given away.
    member val IsAsked: bool = false with get, set
    member val IsDeleted: bool = false with get, set

/// A level with a worker, in virtual time: what is to be read first, then what is to be written,
/// one after the other, in the order in which it was asked for, by a bounded number of buffers.
/// They are a cache: a checkpoint is read from the buffer in which it waits to be written, or still
/// is; one that is deleted before it is written is never written. A buffer is given away when its
/// checkpoint is in the store and is not about to be read, the earliest step first. One buffer is
/// not read into ahead, so that there is one to write from. Deletions take no time.
[<Sealed>]
type internal Channel(buffers: int, observe: Transfer -> int64 -> float -> float -> unit) =
    let cached = Dictionary<int64, CacheSlot>()
    let reads = Queue<CacheSlot>()
    let writes = Queue<CacheSlot>()
    let mutable running: CacheSlot = null
    let mutable ends = 0.0
    let mutable clock = 0.0
    let mutable taken = 0
    let mutable asked = 0
    let mutable busy = 0.0

    let begin' (transfer: Transfer) (slot: CacheSlot) : unit =
        running <- slot
        ends <- clock + slot.Seconds
        busy <- busy + slot.Seconds
        observe transfer slot.Step clock ends

    /// What was asked for up to now is seen by the worker.
    let settle () : unit =
        if isNull running then
            while writes.Count > 0 && writes.Peek().IsDeleted do
                writes.Dequeue() |> ignore

            if reads.Count > 0 then
                begin' Transfer.Read (reads.Dequeue())
            elif writes.Count > 0 then
                let slot = writes.Dequeue()
                slot.State <- SlotState.Storing
                begin' Transfer.Write slot

    /// What is being done is over, and the next begins.
    let complete () : unit =
        clock <- ends

        if running.IsDeleted then
            taken <- taken - 1
        else
            running.State <- SlotState.Whole

        running <- null
        settle ()

    let forget (slot: CacheSlot) : unit =
        cached.Remove slot.Step |> ignore

        if slot.IsAsked then
            asked <- asked - 1

        slot.IsAsked <- false
        slot.IsDeleted <- true

    /// Whether there is a buffer, after one was given away if need be.
    let hasFree () : bool =
        if taken < buffers then
            true
        else
            let mutable earliest: CacheSlot = null

            for slot in cached.Values do
                if
                    slot.State = SlotState.Whole && not slot.IsAsked && (isNull earliest || slot.Step < earliest.Step)
                then
                    earliest <- slot

            if isNull earliest then
                false
            else
                forget earliest
                taken <- taken - 1
                true

    let load (step: int64) (seconds: float) : CacheSlot =
        let slot = CacheSlot(step, seconds, SlotState.Loading)
        taken <- taken + 1
        cached[step] <- slot
        reads.Enqueue slot
        slot

    let ask (slot: CacheSlot) : unit =
        if not slot.IsAsked then
            asked <- asked + 1

        slot.IsAsked <- true

    /// Waits until something is so.
    let waitFor (isSo: unit -> bool) : unit =
        while not (isSo ())
              && (settle ()
                  not (isNull running)) do
            complete ()

    /// Seconds that it was busy.
    member _.Busy: float = busy

    /// What has been done by then. What is asked for at the same time is seen together.
    member _.Advance(now: float) : unit =
        if now > clock then
            settle ()

            while not (isNull running) && ends <= now do
                complete ()

            clock <- now

    /// Takes a buffer, when there is one: then.
    member this.Rent(now: float) : float =
        this.Advance now
        waitFor hasFree
        taken <- taken + 1
        clock

    /// Writes what has been prepared in a buffer.
    member this.Write (now: float) (step: int64) (seconds: float) : unit =
        this.Advance now
        let slot = CacheSlot(step, seconds, SlotState.Waiting)
        cached[step] <- slot
        writes.Enqueue slot

    /// Another read ahead of its use may be asked for.
    member _.MayPrefetch: bool = asked < buffers - 1

    /// Starts a read ahead of its use, if there is a buffer for it; what is in one stays there.
    member this.TryPrefetch (now: float) (step: int64) (seconds: float) : bool =
        this.Advance now
        let isHere, slot = cached.TryGetValue step

        if (isHere && slot.IsAsked) || asked >= buffers - 1 then
            false
        elif isHere then
            ask slot
            true
        elif hasFree () then
            ask (load step seconds)
            true
        else
            false

    /// Waits for a read, which is asked for now, if it has not been.
    member this.Fetch (now: float) (step: int64) (seconds: float) : float =
        this.Advance now

        let slot =
            match cached.TryGetValue step with
            | true, slot -> slot
            | false, _ ->
                waitFor hasFree
                load step seconds

        ask slot
        waitFor (fun () -> slot.State <> SlotState.Loading)
        clock

    /// What was read has been used.
    member _.Release(step: int64) : unit =
        match cached.TryGetValue step with
        | true, slot when slot.IsAsked ->
            slot.IsAsked <- false
            asked <- asked - 1
        | _ -> ()

    /// The checkpoint is needed no more, in the store or here.
    member this.Delete (now: float) (step: int64) : unit =
        this.Advance now

        match cached.TryGetValue step with
        | true, slot ->
            let isFree =
                match slot.State with
                | SlotState.Waiting
                | SlotState.Whole -> true
                | SlotState.Storing
                | SlotState.Loading -> false

            forget slot

            if isFree then
                taken <- taken - 1
        | false, _ -> ()

    /// Waits until nothing is left to do.
    member this.Drain(now: float) : float =
        this.Advance now
        waitFor (fun () -> false)
        clock
