namespace Schedules.FSharp

open System
open System.Globalization

/// Writes the lines of the vocabularies as UTF-8 into a span that is long enough: each piece from a
/// place on, giving the place after it. Nothing is allocated.
[<RequireQualifiedAccess>]
module internal JsonWriting =
    let private trueText: byte[] = "true"B
    let private falseText: byte[] = "false"B
    let private levelText: byte[] = ",\"LEVEL"B

    /// Letters as they are.
    let text (letters: byte[]) (span: Span<byte>) (at: int) : int =
        letters.AsSpan().CopyTo(span.Slice at)
        at + letters.Length

    let letter (letter: char) (span: Span<byte>) (at: int) : int =
        span[at] <- byte letter
        at + 1

    let number (value: int64) (span: Span<byte>) (at: int) : int =
        // Most steps are small, and few digits are found sooner by hand.
        if 0L <= value && value < 10L then
            span[at] <- byte '0' + byte value
            at + 1
        else
            let mutable written = 0

            value.TryFormat(span.Slice at, &written, ReadOnlySpan<char>.Empty, CultureInfo.InvariantCulture)
            |> ignore

            at + written

    /// A comma and a number.
    let step (value: int64) (span: Span<byte>) (at: int) : int = number value span (letter ',' span at)

    /// A comma and a step, -1 where the end is open.
    let reach (value: int64) (span: Span<byte>) (at: int) : int =
        step (if value = Action.openEnd then -1L else value) span at

    /// A comma, and true or false.
    let flag (value: bool) (span: Span<byte>) (at: int) : int =
        text (if value then trueText else falseText) span (letter ',' span at)

    let private noneName: byte[] = ",\"NONE\""B
    let private workName: byte[] = ",\"WORK\""B
    let private ramName: byte[] = ",\"RAM\""B
    let private diskName: byte[] = ",\"DISK\""B
    let private stepDiskName: byte[] = ",\"disk\""B

    /// A comma, and a storage in quotes.
    let storage (storage: Storage) (span: Span<byte>) (at: int) : int =
        match storage with
        | Storage.Nowhere -> text noneName span at
        | Storage.Work -> text workName span at
        | Storage.Level 0 -> text ramName span at
        | Storage.Level 1 -> text diskName span at
        | Storage.Level level ->
            let at = text levelText span at
            let at = number (int64 level) span at
            letter '"' span at

    /// As `storage`, in the names of the step-based vocabulary.
    let stepStorage (place: Storage) (span: Span<byte>) (at: int) : int =
        match place with
        | Storage.Level 1 -> text stepDiskName span at
        | Storage.Level _
        | Storage.Nowhere
        | Storage.Work -> storage place span at
