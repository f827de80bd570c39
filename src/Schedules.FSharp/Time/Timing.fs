namespace Schedules.FSharp

open System.Collections.Generic

/// The wall time that a stream of actions takes on a machine, without running it: a fold in virtual
/// time over the actions, as the executor of Schedules.Runtime carries them out.
///
/// The policy: the computing thread carries out one action after another. Level 0 it writes and
/// reads itself. Each slower level does what it is asked for, one after the other, without overlap
/// while the computing thread waits, with overlap beside it, reads first: then a write waits for a
/// buffer and goes on behind the computation; before each action, as many checkpoints are asked for
/// as the actions ahead will read and all buffers but one hold, in the order of the actions; of an
/// online schedule from the action after its end. What is in a buffer is not read, and what is
/// deleted before it is written is not written. A deletion takes no time. The run is over when everything is written.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Timeline =
    let private readAhead (machine: Machine) (overlapped: bool) (actions: IEnumerator<Action>) : ReadAhead =
        ReadAhead(actions, (if overlapped then machine.LookAhead else 1))

    let private fold
        (observe: TimedTransfer -> unit)
        (machine: Machine)
        (overlapped: bool)
        (length: Length)
        (actions: IEnumerator<Action>)
        : Timeline =
        let ahead = readAhead machine overlapped actions
        let run = VirtualRun(machine, overlapped, length, ahead, observe)
        let mutable index = 0L

        while ahead.Has index do
            run.Step index
            index <- index + 1L

        run.End()

    /// Of any valid stream. Its length says where a Forward ends that goes past the end.
    let ofActions (machine: Machine) (overlapped: bool) (length: Length) (actions: seq<Action>) : Timeline =
        use actions = actions.GetEnumerator()
        fold ignore machine overlapped length actions

    let private known (schedule: Schedule) : Result<unit, SpecError> =
        if schedule.Length.IsOpen then
            Error(SpecError.LengthOpen "steps")
        else
            Ok()

    /// Of the forward calculation and so many adjoint calculations of a schedule. Errors name
    /// `steps`, or a field of the machine.
    let ofSchedule
        (machine: Machine)
        (overlapped: bool)
        (adjoints: int64)
        (schedule: Schedule)
        : Result<Timeline, SpecError> =
        known schedule
        |> Result.bind (fun () -> Machine.check machine)
        |> Result.map (fun machine ->
            fold ignore machine overlapped schedule.Length (new Enumerator(schedule, adjoints)))

    /// When each action of a schedule begins and, last, when the last transfer is over, in seconds:
    /// gone through as far as it is asked for.
    let starts
        (machine: Machine)
        (overlapped: bool)
        (adjoints: int64)
        (schedule: Schedule)
        : Result<seq<float>, SpecError> =
        known schedule
        |> Result.bind (fun () -> Machine.check machine)
        |> Result.map (fun machine ->
            seq {
                let ahead = readAhead machine overlapped (new Enumerator(schedule, adjoints))
                let run = VirtualRun(machine, overlapped, schedule.Length, ahead, ignore)
                let mutable index = 0L

                while ahead.Has index do
                    yield run.Now
                    run.Step index
                    index <- index + 1L

                yield run.End().Seconds
            })

    /// The transfers of the slower levels, overlapped, in the order in which they start at
    /// each level.
    let transfers (machine: Machine) (adjoints: int64) (schedule: Schedule) : Result<TimedTransfer list, SpecError> =
        known schedule
        |> Result.bind (fun () -> Machine.check machine)
        |> Result.map (fun machine ->
            let transfers = List<TimedTransfer>()
            fold transfers.Add machine true schedule.Length (new Enumerator(schedule, adjoints)) |> ignore
            List.ofSeq transfers)
