namespace Schedules.FSharp

/// An action of the classic vocabulary, as in revolve and pyRevolve: snapshots
/// lie in numbered slots.
[<Struct; RequireQualifiedAccess>]
type ClassicAction =
    /// Keep the restart data of a step in a slot; which level the slot is on, where that is said.
    | Takeshot of step: int64 * slot: int * level: Storage voption
    /// Advance the forward.
    | Advance of step: int64 * until: int64
    /// The first turn: record the last step, and take the adjoint back over it.
    | Firsturn of step: int64
    /// Record a step, and take the adjoint back over it.
    | Youturn of step: int64
    /// Read the restart data of a step from a slot.
    | Restore of step: int64 * slot: int * level: Storage voption
    /// The adjoint calculation is complete.
    | Terminate

[<RequireQualifiedAccess>]
module ClassicAction =
    let private named (level: Storage voption) : string =
        match level with
        | ValueSome level -> $",\"{level}\""
        | ValueNone -> ""

    /// One line, as data: `["takeshot",0,0]`, or with its level `["takeshot",0,0,"DISK"]`.
    let toJson (action: ClassicAction) : string =
        match action with
        | ClassicAction.Takeshot(step, slot, level) -> $"[\"takeshot\",{step},{slot}{named level}]"
        | ClassicAction.Advance(step, until) -> $"[\"advance\",{step},{until}]"
        | ClassicAction.Firsturn step -> $"[\"firsturn\",{step}]"
        | ClassicAction.Youturn step -> $"[\"youturn\",{step}]"
        | ClassicAction.Restore(step, slot, level) -> $"[\"restore\",{step},{slot}{named level}]"
        | ClassicAction.Terminate -> "[\"terminate\"]"
