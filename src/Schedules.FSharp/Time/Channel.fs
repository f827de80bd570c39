namespace Schedules.FSharp

open System.Collections.Generic

/// Request to a level's store.
[<Struct; RequireQualifiedAccess>]
type internal Transfer =
    | Write
    | Read

/// One request to a level's store.
[<Struct; NoComparison; NoEquality>]
type internal Job =
    { Transfer: Transfer
      Step: int64
      Seconds: float }

/// A level with a worker, in virtual time: what it is asked for is done one after the other, in the
/// order in which it was asked, by a bounded number of buffers. A write has a buffer from when it
/// is prepared to when it has been done, a read from when it is asked for to when it has been used.
/// One buffer is not read into ahead, so that there is one to write from. Deletions take no time.
[<Sealed>]
type internal Channel(buffers: int, observe: Transfer -> int64 -> float -> float -> unit) =
    let waiting = Queue<Job>()
    /// Asked to be read and not released, and whether that has been done.
    let reads = Dictionary<int64, bool>()
    let mutable running = Unchecked.defaultof<Job>
    let mutable isRunning = false
    let mutable ends = 0.0
    let mutable idle = buffers
    let mutable busy = 0.0

    let start (now: float) : unit =
        running <- waiting.Dequeue()
        isRunning <- true
        ends <- now + running.Seconds
        busy <- busy + running.Seconds
        observe running.Transfer running.Step now ends

    let complete () : unit =
        isRunning <- false

        match running.Transfer with
        | Transfer.Write -> idle <- idle + 1
        | Transfer.Read -> reads[running.Step] <- true

        if waiting.Count > 0 then
            start ends

    let add (now: float) (job: Job) : unit =
        waiting.Enqueue job

        if not isRunning then
            start now

    /// Seconds that it was busy.
    member _.Busy: float = busy

    /// What has been done by then.
    member _.Advance(now: float) : unit =
        while isRunning && ends <= now do
            complete ()

    /// When the job is over that is being done, which is then over.
    member private _.Next() : float =
        let now = ends
        complete ()
        now

    /// Takes a buffer, when there is one: then.
    member this.Rent(now: float) : float =
        this.Advance now
        let mutable now = now

        while idle = 0 && isRunning do
            now <- this.Next()

        idle <- idle - 1
        now

    /// Writes what has been prepared in a buffer.
    member this.Write (now: float) (step: int64) (seconds: float) : unit =
        this.Advance now

        add
            now
            { Transfer = Transfer.Write
              Step = step
              Seconds = seconds }

    member private _.Ask (now: float) (step: int64) (seconds: float) : unit =
        reads[step] <- false

        add
            now
            { Transfer = Transfer.Read
              Step = step
              Seconds = seconds }

    /// Starts a read ahead of its use, if there is a buffer for it.
    member this.TryPrefetch (now: float) (step: int64) (seconds: float) : bool =
        this.Advance now

        if reads.ContainsKey step || reads.Count >= buffers - 1 || idle = 0 then
            false
        else
            idle <- idle - 1
            this.Ask now step seconds
            true

    /// Waits for a read, which is asked for now, if it has not been.
    member this.Fetch (now: float) (step: int64) (seconds: float) : float =
        let mutable now = now
        this.Advance now

        if not (reads.ContainsKey step) then
            now <- this.Rent now
            this.Ask now step seconds

        while not reads[step] && isRunning do
            now <- this.Next()

        now

    /// What was read has been used.
    member _.Release(step: int64) : unit =
        if reads.Remove step then
            idle <- idle + 1

    /// Waits until nothing is left to do.
    member this.Drain(now: float) : float =
        this.Advance now
        let mutable now = now

        while isRunning do
            now <- this.Next()

        now
