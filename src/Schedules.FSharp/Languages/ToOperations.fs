namespace Schedules.FSharp

/// From phrases to H-Revolve's operations. What a step records is in memory, level 0; a checkpoint
/// in memory is discarded when it is no longer needed, one on a deeper level is not said to be.
[<RequireQualifiedAccess>]
module internal ToOperations =
    /// The checkpoint that has just been read.
    [<Struct; NoComparison>]
    type State = { Read: struct (int64 * int) voption }

    let private discard (state: State) (index: int64) (into: Output<Operation>) : unit =
        match state.Read with
        | ValueSome(struct (n, 0)) -> Translation.say into index (Operation.Discard(0, n))
        | ValueSome _
        | ValueNone -> ()

    let private step (state: State) (index: int64) (phrase: Phrase) (into: Output<Operation>) =
        match phrase with
        | Phrase.Keep(n0, n1, level) ->
            discard state index into
            Translation.say into index (Operation.Write(level, n0))
            Translation.say into index (Operation.Forward(n0, n1))
        | Phrase.Advance(n0, n1) -> Translation.say into index (Operation.Forward(n0, n1))
        | Phrase.Turn n ->
            let n1 = n + 1L
            Translation.say into index (Operation.WriteForward(0, n1))
            Translation.say into index (Operation.Forward(n, n1))
            Translation.say into index (Operation.Backward(n1, n))
            Translation.say into index (Operation.DiscardForward(0, n1))
            discard state index into
        | Phrase.Restore(n, level) -> Translation.say into index (Operation.Read(level, n))
        | Phrase.Drop(n, level) -> Translation.say into index (Operation.Discard(level, n))
        | Phrase.ForwardEnded
        | Phrase.End -> ()

        match phrase with
        | Phrase.Restore(n, level) -> Ok { Read = ValueSome(struct (n, level)) }
        | Phrase.Keep _
        | Phrase.Advance _
        | Phrase.Turn _
        | Phrase.Drop _
        | Phrase.ForwardEnded
        | Phrase.End -> Ok { Read = ValueNone }

    let translation: Translation<Phrase, Operation> =
        Translation.ofFold (fun () -> { Read = ValueNone }) step Translation.silent
