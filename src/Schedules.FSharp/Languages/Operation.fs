namespace Schedules.FSharp

open System
open System.Text

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

/// Names of levels.
[<Struct; RequireQualifiedAccess>]
type LevelNames =
    /// By number, as H-Revolve does: `W^0_3`.
    | Numbered
    /// M for level 0 and D for level 1, as Revolve and Disk-Revolve do: `WM_3`, `RD_0`.
    /// Deeper levels by number.
    | MemoryAndDisk

[<RequireQualifiedAccess>]
module Operation =
    /// No operation is longer as text, in bytes: a span to write to has to have as many.
    [<Literal>]
    let Longest: int = 64

    let private forward: byte[] = "F_"B
    let private backward: byte[] = "B_"B
    let private arrow: byte[] = "->"B
    let private write': byte[] = "W"B
    let private read: byte[] = "R"B
    let private discard: byte[] = "D"B
    let private writeForward: byte[] = "WF"B
    let private discardForward: byte[] = "DF"B

    let private along (word: byte[]) (first: int64) (second: int64) (span: Span<byte>) : int =
        let at = JsonWriting.number first span (JsonWriting.text word span 0)
        JsonWriting.number second span (JsonWriting.text arrow span at)

    let private on (names: LevelNames) (word: byte[]) (level: int) (step: int64) (span: Span<byte>) : int =
        let at = JsonWriting.text word span 0

        let at =
            match names, level with
            | LevelNames.MemoryAndDisk, 0 -> JsonWriting.letter 'M' span at
            | LevelNames.MemoryAndDisk, 1 -> JsonWriting.letter 'D' span at
            | LevelNames.MemoryAndDisk, _
            | LevelNames.Numbered, _ -> JsonWriting.number (int64 level) span (JsonWriting.letter '^' span at)

        JsonWriting.number step span (JsonWriting.letter '_' span at)

    /// Writes what `toText` gives, as UTF-8, without allocating: the number of bytes written, or 0
    /// if the span has fewer than `Longest`.
    let write (names: LevelNames) (operation: inref<Operation>) (span: Span<byte>) : int =
        if span.Length < Longest then
            0
        else
            match operation with
            | Operation.Forward(n0, n1) -> along forward n0 n1 span
            | Operation.Backward(n1, n0) -> along backward n1 n0 span
            | Operation.Write(level, n) -> on names write' level n span
            | Operation.Read(level, n) -> on names read level n span
            | Operation.Discard(level, n) -> on names discard level n span
            | Operation.WriteForward(level, n) -> on names writeForward level n span
            | Operation.DiscardForward(level, n) -> on names discardForward level n span

    /// One operation in the notation of the literature: `F_0->3`, `W^1_0`.
    let toText (names: LevelNames) (operation: Operation) : string =
        let bytes: byte[] = Array.zeroCreate Longest
        Encoding.UTF8.GetString(bytes, 0, write names &operation (Span bytes))
