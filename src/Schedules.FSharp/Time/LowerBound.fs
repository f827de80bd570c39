namespace Schedules.FSharp

/// Room for forward data, in bytes. What is in buffers is in RAM, too.
[<NoComparison>]
type Room =
    {
        Ram: float
        /// Of the levels below RAM, the fastest first; infinity for no limit.
        Slower: float list
        /// Steps that WORK holds the dependencies of at a time, at least 1.
        WorkSteps: int64
        /// Whether dependencies may be kept on levels, or restart data alone.
        KeepsDependencies: bool
    }

/// A time that no schedule is below, overlapped or not.
///
/// A step is recorded once, l steps in all, and each but the last is gone over once more in the
/// first sweep, unless its dependencies are kept from there. Its state is held in RAM, has been
/// written to a slower level during the sweep, or is computed again; one state serves as many steps
/// as WORK holds. What is written depends on how long the sweep takes: it may wait for more, where
/// that pays.
[<RequireQualifiedAccess>]
module LowerBound =
    /// Beyond the steps themselves, the least over x ≥ 0 of x + `missing` -
    /// `rate` · x, not below x.
    let private waited (missing: float) (rate: float) : float =
        if missing <= 0.0 then 0.0
        elif rate <= 1.0 then missing
        else missing / rate

    /// 0 of what takes nothing is without end.
    let private per (bytes: float) (amount: float) : float =
        if bytes = 0.0 then infinity else amount / bytes

    /// Items of so many bytes that are held or written while the sweep goes on for so long, and
    /// how many more are written in a second of waiting.
    let private kept (bytes: float) (sweep: float) (room: Room) (levels: (LevelSpeed * float) list) : float * float =
        let written (device: LevelSpeed, room: float) : float * float =
            let seconds = LevelSpeed.write bytes device
            let most, written = floor (per bytes room), floor (per seconds sweep)
            min most written, (if written < most then 1.0 / seconds else 0.0)

        ((floor (per bytes room.Ram), 0.0), List.map written levels)
        ||> List.fold (fun (items, rate) (more, each) -> items + more, rate + each)

    /// Seconds for so many steps (at least 1).
    let seconds (machine: Machine) (room: Room) (steps: int64) : float =
        let step = min machine.Advance machine.Record
        let once = float steps * (machine.Record + machine.Reverse)
        let again = float (steps - 1L)
        let sweep = again * step
        let work = float room.WorkSteps

        let levels =
            room.Slower |> List.mapi (fun index room -> machine.Level(index + 1), room)

        let restarts, rate = kept machine.RestartBytes sweep room levels

        if sweep = 0.0 then
            once
        elif room.KeepsDependencies then
            // Dependencies that are kept save both passes. A byte of RAM, and a second of a
            // level, save as much as where they save most; parts of an item count.
            let value dependencies restarts =
                max (2.0 * step * dependencies) (step * work * restarts)

            let byte' = value (per machine.DependencyBytes 1.0) (per machine.RestartBytes 1.0)

            let second (device: LevelSpeed) : float =
                value
                    (per (LevelSpeed.write machine.DependencyBytes device) 1.0)
                    (per (LevelSpeed.write machine.RestartBytes device) 1.0)

            let saved (room: float) (value: float) : float =
                if room = 0.0 then 0.0 else room * value

            let slower =
                levels |> List.sumBy (fun (device, room) -> min (saved room byte') (saved sweep (second device)))

            let rate = levels |> List.sumBy (fun (device, _) -> second device)
            once + waited (2.0 * sweep - saved room.Ram byte' - slower) rate
        else
            let missing = again - restarts * work

            match levels with
            | [ device, _ ] when work = 1.0 && missing > 0.0 && rate > 0.0 && rate * step <= 1.0 ->
                // Whole checkpoints: waiting pays at most up to the next one.
                let write = LevelSpeed.write machine.RestartBytes device
                let next = write * (floor (sweep / write) + 1.0) - sweep
                once + sweep + min (step * missing) (next + step * (missing - 1.0))
            | _ -> once + sweep + waited (step * missing) (step * work * rate)
