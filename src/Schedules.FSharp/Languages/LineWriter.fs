namespace Schedules.FSharp

open System.IO

/// Writes lines of the vocabularies as UTF-8, a newline after each, to a stream: nothing is
/// allocated for a line. What is written stands in a buffer until `Flush`. It changes as it goes,
/// and belongs to one writer; the stream stays open.
[<Sealed>]
type LineWriter(stream: Stream) =
    let buffer: byte[] = Array.zeroCreate (1 <<< 16)
    let mutable used = 0

    let pass () : unit =
        stream.Write(buffer, 0, used)
        used <- 0

    /// Where there is room for a line and its end.
    let room () : System.Span<byte> =
        if buffer.Length - used <= Json.Longest then
            pass ()

        System.Span<byte>(buffer, used, buffer.Length - used)

    let finish (written: int) : unit =
        buffer[used + written] <- byte '\n'
        used <- used + written + 1

    /// Writes what a translator says of the actions that are left, up to what it cannot.
    let translate (translator: Translator<Action, 'Out>) (actions: Enumerator) (write: 'Out -> unit) =
        let say (wrong: Untranslated voption) : Untranslated voption =
            for at in 0 .. translator.Count - 1 do
                write translator[at]

            wrong

        let mutable wrong = ValueNone

        while wrong.IsNone && actions.MoveNext() do
            wrong <- say (translator.Next &actions.Current)

        if wrong.IsNone then say (translator.Finish()) else wrong

    /// Writes an action.
    member _.Write(action: inref<Action>) : unit = finish (Json.write &action (room ()))

    /// Writes an action of the step-based vocabulary.
    member _.Write(action: inref<StepAction>) : unit =
        finish (Json.writeStep &action (room ()))

    /// Writes an action of the classic vocabulary.
    member _.Write(action: inref<ClassicAction>) : unit =
        finish (Json.writeClassic &action (room ()))

    /// Writes the actions that are left of a pass.
    member this.WriteAll(actions: Enumerator) : unit =
        while actions.MoveNext() do
            let action = &actions.Current
            this.Write &action

    /// Writes an operation.
    member _.Write(names: LevelNames, operation: inref<Operation>) : unit =
        finish (Operation.write names &operation (room ()))

    /// Writes the actions that are left of a pass in the step-based vocabulary; what that cannot
    /// say, if anything, ends it. `adjoints`: how many the schedule permits.
    member this.WriteSteps(clearing: Clearing, adjoints: Adjoints, actions: Enumerator) : Untranslated voption =
        translate (Steps.translator clearing adjoints) actions (fun word -> this.Write &word)

    /// As `WriteSteps`, in the classic vocabulary.
    member this.WriteClassic(mode: ClassicMode, actions: Enumerator) : Untranslated voption =
        translate (Classic.translator mode) actions (fun word -> this.Write &word)

    /// As `WriteSteps`, in operations, as text.
    member this.WriteOperations(names: LevelNames, actions: Enumerator) : Untranslated voption =
        translate (Operations.translator ()) actions (fun word -> this.Write(names, &word))

    /// Hands on to the stream what has been written.
    member _.Flush() : unit =
        pass ()
        stream.Flush()
