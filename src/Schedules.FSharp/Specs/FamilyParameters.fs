namespace Schedules.FSharp

open System

/// Parameters that several families have.
module internal FamilyParameters =
    let most = int64 Int32.MaxValue

    let private parameter (name: string) (kind: Kind) (default': Default) (summary: string) : Parameter =
        { Name = name
          Kind = kind
          Default = default'
          Summary = summary }

    let needed name kind summary =
        parameter name kind Default.None summary

    let usual name kind value summary =
        parameter name kind (Default.Value value) summary

    let steps = needed "steps" Kind.Steps "Steps, if known at the start"

    let ramSlots (least: int64) =
        needed "snapshotsInRam" (Kind.Slots(Place.On Storage.Ram, least, most)) "Slots in RAM"

    let onDisk =
        needed "snapshotsOnDisk" (Kind.Slots(Place.On Storage.Disk, 0L, most)) "Slots on disk"

    let slots = needed "slots" Kind.SlotsOfLevels "Slots of each level, RAM first"

    let trajectory =
        usual
            "trajectory"
            (Kind.Word(List.map Words.trajectory Words.trajectories))
            (Value.Word "maximum")
            "Which of the optimal advances"

    let storage =
        usual "storage" Kind.Level (Value.Level Storage.Ram) "Where the slots are"

    let snapshots (most: int64) =
        needed "snapshots" (Kind.Slots(Place.At "storage", 1L, most)) "Slots, or units of storage"

    let period (words: string list) (default': Default) =
        parameter "period" (Kind.Period words) default' "Steps between the checkpoints on disk"

    let oneReadDisk =
        usual "oneReadDisk" Kind.Switch (Value.Switch false) "Read each checkpoint on disk once"

    /// Of published streams, the largest advances.
    let inRam (advances: Trajectory) =
        usual "inRam" Kind.InRam (Value.InRam(InRam.Binomial advances)) "What is kept in RAM beneath slower levels"

    let keepDisk =
        usual
            "keepDisk"
            Kind.Switch
            (Value.Switch false)
            "Leave the forward's checkpoints on disk: any number of adjoints"

    let costs =
        usual "costs" Kind.Costs (Value.Costs CostModel.standard) "What steps, writes and reads cost"

    let whole (value: int64) = Value.Whole value
    let count (value: int) = Value.Whole(int64 value)
    let onOff (value: bool) = Value.Switch value

    let advances (trajectory: Trajectory) = Value.Word(Words.trajectory trajectory)

    let rule (period: DiskPeriod) =
        match period with
        | DiskPeriod.Given period -> Value.Whole period
        | DiskPeriod.OneRead
        | DiskPeriod.Searched
        | DiskPeriod.ClosedFormula -> Value.Word(Words.periods |> List.find (fun (_, rule) -> rule = period) |> fst)
