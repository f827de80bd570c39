namespace Schedules.FSharp

open System.Collections.Generic

/// A level in virtual time: its channel where it has one, and what it has taken.
[<Sealed; AllowNullLiteral>]
type internal VirtualLevel(device: LevelSpeed, channel: Channel voption) =
    member _.Device: LevelSpeed = device
    member _.Channel: Channel voption = channel
    /// Seconds that the computing thread wrote or read it.
    member val Direct: float = 0.0 with get, set
    member val Waiting: float = 0.0 with get, set
    /// Written or read.
    member val IsUsed: bool = false with get, set
    /// Bytes of the checkpoints that have dependencies, by step.
    member val Sizes: Dictionary<int64, float> = Dictionary() with get

/// A run in virtual time.
[<Sealed>]
type internal VirtualRun
    (machine: Machine, overlapped: bool, length: Length, ahead: ReadAhead, observe: TimedTransfer -> unit) =
    /// By level, as far as they are used.
    let levels: VirtualLevel[] = Array.zeroCreate 4
    let deeper = Dictionary<int, VirtualLevel>()
    let steps = ValueOption.defaultValue Action.openEnd length.Steps
    let mutable now = 0.0
    let mutable computing = 0.0
    let mutable hasChannels = false
    // Of an online schedule what comes is known when its end is.
    let mutable isKnown = length.IsKnown

    let make (level: int) : VirtualLevel =
        let report (transfer: Transfer) (step: int64) (start: float) (ends: float) : unit =
            observe
                { Level = level
                  IsWrite = transfer.IsWrite
                  Step = step
                  Start = start
                  End = ends }

        let isQueued = overlapped && level > 0
        hasChannels <- hasChannels || isQueued

        VirtualLevel(
            machine.Level level,
            if isQueued then
                ValueSome(Channel(machine.Buffers, report))
            else
                ValueNone
        )

    let find (level: int) : VirtualLevel =
        if level < levels.Length then
            levels[level]
        else
            let _, found = deeper.TryGetValue level
            found

    let at (level: int) : VirtualLevel =
        match find level with
        | null ->
            let made = make level

            if level < levels.Length then
                levels[level] <- made
            else
                deeper[level] <- made

            made
        | found -> found

    let wait (level: VirtualLevel) (until: float) : unit =
        level.Waiting <- level.Waiting + (until - now)
        now <- until

    /// What the computing thread does itself for a level.
    let transfer (level: VirtualLevel) (seconds: float) : unit =
        level.Direct <- level.Direct + seconds
        wait level (now + seconds)

    let copying (bytes: float) : float = bytes / machine.CopyBandwidth

    let bytes (level: VirtualLevel) (step: int64) : float =
        let mutable size = 0.0

        if level.Sizes.Count > 0 && level.Sizes.TryGetValue(step, &size) then
            size
        else
            machine.RestartBytes

    /// Bytes into a level, or its buffer, before its data are complete.
    let copyInto (level: int) (bytes: float) : unit =
        let into = at level

        if level > 0 then
            wait into (now + copying bytes)
        else
            transfer into (bytes / into.Device.WriteBandwidth)

    /// Into a level, after so many bytes that have been copied before its data are complete.
    let write (level: int) (step: int64) (size: float) (copied: float) : unit =
        let into = at level
        into.IsUsed <- true

        if size <> machine.RestartBytes then
            into.Sizes[step] <- size

        let seconds = LevelSpeed.write size into.Device

        match into.Channel with
        | ValueSome channel ->
            wait into (channel.Rent now)
            wait into (now + copying (size - copied))
            channel.Write now step seconds
        | ValueNone when level > 0 ->
            transfer into seconds
            wait into (now + copying (size - copied))
        | ValueNone -> transfer into (seconds - copied / into.Device.WriteBandwidth)

    let read (level: int) (step: int64) : unit =
        let from = at level
        from.IsUsed <- true
        let size = bytes from step
        let seconds = LevelSpeed.read size from.Device

        match from.Channel with
        | ValueSome channel ->
            wait from (channel.Fetch now step seconds)
            wait from (now + copying size)
        | ValueNone when level > 0 ->
            transfer from seconds
            wait from (now + copying size)
        | ValueNone -> transfer from seconds

    let release (level: int) (step: int64) : unit =
        match (at level).Channel with
        | ValueSome channel -> channel.Release step
        | ValueNone -> ()

    /// What is read without a channel need not be asked for; on a level with one that has not been
    /// written yet there is nothing to be read.
    let tryRead (level: int) (step: int64) : bool =
        match find level with
        | null -> level = 0
        | from ->
            match from.Channel with
            | ValueSome channel -> channel.TryPrefetch now step (LevelSpeed.read (bytes from step) from.Device)
            | ValueNone -> true

    /// What is asked of for each action, at no cost where it is known.
    let mayRead (level: int) : bool =
        match find level with
        | null -> false
        | from ->
            match from.Channel with
            | ValueSome channel -> channel.MayPrefetch
            | ValueNone -> true

    // Once, not with each action.
    let mayBeRead = System.Func<int, bool>(mayRead)
    let beRead = System.Func<int, int64, bool>(tryRead)

    let forward n0 n1 ics deps target : unit =
        let n1 = min n1 steps
        let recorded = if deps then n1 - n0 else 0L

        let level =
            match target with
            | Storage.Level level when ics || deps -> level
            | Storage.Level _
            | Storage.Work
            | Storage.Nowhere -> -1

        let size = Machine.bytes ics recorded machine

        let early =
            if deps && ics && level >= 0 then
                machine.RestartBytes
            else
                0.0

        if level >= 0 && not deps then
            write level n0 size 0.0
        elif early > 0.0 then
            copyInto level early

        let seconds = float (n1 - n0) * (if deps then machine.Record else machine.Advance)

        computing <- computing + seconds
        now <- now + seconds
        isKnown <- isKnown || n1 = steps

        if level >= 0 && deps then
            write level n0 size early

    let copyOrMove (step: int64) (source: Storage) (target: Storage) (moves: bool) (index: int64) : unit =
        match source, target with
        | Storage.Level from, Storage.Work ->
            read from step
            release from step
        | Storage.Level from, Storage.Level into ->
            read from step
            let size = bytes (at from) step
            write into step size size
            release from step

            // What takes its place is there before it goes.
            match (at into).Channel with
            | ValueSome channel when moves -> wait (at into) (channel.Drain now)
            | ValueSome _
            | ValueNone -> ()
        | Storage.Level _, Storage.Nowhere
        | Storage.Work, _
        | Storage.Nowhere, _ -> ()

        match source with
        | Storage.Level from when moves ->
            (at from).Sizes.Remove step |> ignore
            ahead.Forget from step index

            match (at from).Channel with
            | ValueSome channel -> channel.Delete now step
            | ValueNone -> ()
        | Storage.Level _
        | Storage.Work
        | Storage.Nowhere -> ()

    let prefetch (index: int64) : unit =
        if hasChannels && isKnown then
            // What is needed now comes before what will be.
            match ahead.At index with
            | Action.Copy(n0, Storage.Level level, target)
            | Action.Move(n0, Storage.Level level, target) when level > 0 && not target.IsNowhere ->
                tryRead level n0 |> ignore
            | Action.Forward _
            | Action.Reverse _
            | Action.Copy _
            | Action.Move _
            | Action.EndForward
            | Action.EndReverse -> ()

            ahead.Look(index, mayBeRead, beRead)

    /// Seconds from the start.
    member _.Now: float = now

    /// Carries out the action of an index.
    member _.Step(index: int64) : unit =
        prefetch index

        match ahead.At index with
        | Action.Forward(n0, n1, ics, deps, target) -> forward n0 n1 ics deps target
        | Action.Reverse(n1, n0, _) ->
            let seconds = float (n1 - n0) * machine.Reverse
            computing <- computing + seconds
            now <- now + seconds
        | Action.Copy(n0, source, target) -> copyOrMove n0 source target false index
        | Action.Move(n0, source, target) -> copyOrMove n0 source target true index
        | Action.EndForward
        | Action.EndReverse -> ()

    /// After the last action.
    member _.End() : Timeline =
        let used =
            [ for level in 0 .. levels.Length - 1 -> level, levels[level]
              for KeyValue(level, found) in deeper -> level, found ]
            |> List.filter (fun (_, found) -> not (isNull found) && found.IsUsed)

        for _, level in used do
            match level.Channel with
            | ValueSome channel -> wait level (channel.Drain now)
            | ValueNone -> ()

        let busy (level: VirtualLevel) : float =
            match level.Channel with
            | ValueSome channel -> channel.Busy
            | ValueNone -> level.Direct

        { Seconds = now
          Computing = computing
          Levels =
            used
            |> List.map (fun (level, found) ->
                level,
                { Busy = busy found
                  Waiting = found.Waiting })
            |> Map.ofList }
