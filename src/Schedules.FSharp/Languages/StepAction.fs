namespace Schedules.FSharp

/// An action of the step-based vocabulary, as in tlm_adjoint: there is one buffer, which records
/// while the forward advances, is written to a storage, read back, and cleared.
[<Struct; RequireQualifiedAccess>]
type StepAction =
    /// Data that the buffer records from here on: restart data ("ics") and adjoint
    /// dependencies ("data").
    | Configure of ics: bool * data: bool
    /// Data that are taken out of the buffer.
    | Clear of ics: bool * data: bool
    /// Advance the forward from the start of step n0 to the start of step n1.
    | Forward of n0: int64 * n1: int64
    /// Advance the adjoint from the start of step n1 back to the start of step n0.
    | Reverse of n1: int64 * n0: int64
    /// Read the checkpoint of step n0 into the buffer, and delete it if so told.
    | Read of n0: int64 * storage: Storage * delete: bool
    /// Write the buffer as the checkpoint of step n0.
    | Write of n0: int64 * storage: Storage
    /// The initial forward calculation is complete.
    | EndForward
    /// One adjoint calculation is complete; whether it is the last one that is permitted.
    | EndReverse of exhausted: bool

[<RequireQualifiedAccess>]
module StepAction =
    let private flag (value: bool) : string = if value then "true" else "false"

    /// The name of a storage: RAM, disk, and as in the other vocabularies beyond.
    let internal storage (storage: Storage) : string =
        if storage = Storage.Disk then "disk" else string storage

    /// One line, as data: `["Write",0,"disk"]`. An open n1 is written -1.
    let toJson (action: StepAction) : string =
        match action with
        | StepAction.Configure(ics, data) -> $"[\"Configure\",{flag ics},{flag data}]"
        | StepAction.Clear(ics, data) -> $"[\"Clear\",{flag ics},{flag data}]"
        | StepAction.Forward(n0, n1) when n1 = Action.openEnd -> $"[\"Forward\",{n0},-1]"
        | StepAction.Forward(n0, n1) -> $"[\"Forward\",{n0},{n1}]"
        | StepAction.Reverse(n1, n0) -> $"[\"Reverse\",{n1},{n0}]"
        | StepAction.Read(n, source, delete) -> $"[\"Read\",{n},\"{storage source}\",{flag delete}]"
        | StepAction.Write(n, target) -> $"[\"Write\",{n},\"{storage target}\"]"
        | StepAction.EndForward -> "[\"EndForward\"]"
        | StepAction.EndReverse exhausted -> $"[\"EndReverse\",{flag exhausted}]"
