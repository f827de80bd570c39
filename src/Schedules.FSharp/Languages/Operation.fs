namespace Schedules.FSharp

/// An operation of a sequence, as in H-Revolve: levels are numbered from 0, the fastest.
[<Struct; RequireQualifiedAccess>]
type Operation =
    /// F: advance the forward from the start of step n0 to the start of step n1.
    | Forward of n0: int64 * n1: int64
    /// B: advance the adjoint from the start of step n1 back to the start of step n0.
    | Backward of n1: int64 * n0: int64
    /// W: keep the restart data of step n0 on a level.
    | Write of level: int * n0: int64
    /// R: read the restart data of step n0 from a level.
    | Read of level: int * n0: int64
    /// D: the restart data of step n0 are no longer needed on a level.
    | Discard of level: int * n0: int64
    /// WF: the Forward that follows, to the start of step n1, records its step.
    | WriteForward of level: int * n1: int64
    /// DF: what was recorded on the way to the start of step n1 is no longer needed.
    | DiscardForward of level: int * n1: int64

/// How levels are written.
[<Struct; RequireQualifiedAccess>]
type LevelNames =
    /// By number, as H-Revolve does: `W^0_3`.
    | Numbered
    /// M for level 0 and D for level 1, as Revolve and Disk-Revolve do: `WM_3`, `RD_0`. Deeper levels by number.
    | MemoryAndDisk

[<RequireQualifiedAccess>]
module Operation =
    let private at (names: LevelNames) (word: string) (level: int) (step: int64) : string =
        match names, level with
        | LevelNames.MemoryAndDisk, 0 -> $"{word}M_{step}"
        | LevelNames.MemoryAndDisk, 1 -> $"{word}D_{step}"
        | LevelNames.MemoryAndDisk, _
        | LevelNames.Numbered, _ -> $"{word}^{level}_{step}"

    /// One operation in the notation of the literature: `F_0->3`, `W^1_0`.
    let toText (names: LevelNames) (operation: Operation) : string =
        match operation with
        | Operation.Forward(n0, n1) -> $"F_{n0}->{n1}"
        | Operation.Backward(n1, n0) -> $"B_{n1}->{n0}"
        | Operation.Write(level, n) -> at names "W" level n
        | Operation.Read(level, n) -> at names "R" level n
        | Operation.Discard(level, n) -> at names "D" level n
        | Operation.WriteForward(level, n) -> at names "WF" level n
        | Operation.DiscardForward(level, n) -> at names "DF" level n
