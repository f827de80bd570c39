namespace Schedules.Tests

open System
open Expecto

/// The assertions of the tests, over Expecto's; what is expected comes first.
[<AbstractClass; Sealed>]
type Assert =
    static member Fail(message: string) : unit = failtest message

    static member True(holds: bool, ?message: string) : unit =
        Expect.isTrue holds (defaultArg message "")

    static member False(holds: bool, ?message: string) : unit =
        Expect.isFalse holds (defaultArg message "")

    // Expecto looks for the first difference between texts even if there is none.
    static member Equal<'T when 'T: equality>(expected: 'T, found: 'T) : unit =
        if found <> expected then
            Expect.equal found expected ""

    static member Equal(expected: float, found: float, tolerance: float) : unit =
        Expect.floatClose { absolute = tolerance; relative = 0.0 } found expected ""

    static member EqualItems<'T when 'T: equality>(expected: seq<'T>, found: seq<'T>) : unit =
        Expect.sequenceEqual found expected ""

    static member NotEqual<'T when 'T: equality>(other: 'T, found: 'T) : unit = Expect.notEqual found other ""

    /// Within both bounds, which are allowed themselves.
    static member InRange<'T when 'T: comparison>(found: 'T, least: 'T, most: 'T) : unit =
        if not (least <= found && found <= most) then
            failtest $"{found} is not in {least} … {most}"

    static member Contains<'T when 'T: equality>(item: 'T, items: seq<'T>) : unit = Expect.contains items item ""
    static member Contains(part: string, text: string) : unit = Expect.stringContains text part ""

    static member DoesNotContain(part: string, text: string) : unit =
        Expect.isFalse (text.Contains(part, StringComparison.Ordinal)) $"\"{part}\" is in \"{text}\""

    static member StartsWith(start: string, text: string) : unit = Expect.stringStarts text start ""
    static member Empty(items: seq<'T>) : unit = Expect.isEmpty items ""
    static member NotEmpty(items: seq<'T>) : unit = Expect.isNonEmpty items ""

    /// Throws exactly this exception, not one derived from it.
    static member Throws<'E when 'E :> exn>(action: unit -> unit) : unit =
        Expect.throwsC action (fun thrown -> Expect.equal (thrown.GetType()) typeof<'E> "another exception")

    static member ThrowsAny<'E when 'E :> exn>(action: unit -> unit) : unit = Expect.throwsT<'E> action ""
