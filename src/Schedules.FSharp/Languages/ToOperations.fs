namespace Schedules.FSharp

/// From phrases to H-Revolve's operations. What a step records is in memory, level 0; a checkpoint in memory is discarded
/// when it is no longer needed, one on a deeper level is not said to be.
[<RequireQualifiedAccess>]
module internal ToOperations =
    /// The checkpoint that has just been read.
    [<Struct; NoComparison>]
    type State = { Read: struct (int64 * int) voption }

    let private step (state: State) (index: int64) (phrase: Phrase) =
        let read =
            match phrase with
            | Phrase.Restore(n, level) -> ValueSome(struct (n, level))
            | Phrase.Keep _
            | Phrase.Advance _
            | Phrase.Turn _
            | Phrase.Drop _
            | Phrase.Swept
            | Phrase.End -> ValueNone

        let discarded =
            match state.Read with
            | ValueSome(struct (n, 0)) -> [ Operation.Discard(0, n) ]
            | ValueSome _
            | ValueNone -> []

        let words =
            match phrase with
            | Phrase.Keep(n0, n1, level) -> discarded @ [ Operation.Write(level, n0); Operation.Forward(n0, n1) ]
            | Phrase.Advance(n0, n1) -> [ Operation.Forward(n0, n1) ]
            | Phrase.Turn n ->
                let n1 = n + 1L

                [ Operation.WriteForward(0, n1)
                  Operation.Forward(n, n1)
                  Operation.Backward(n1, n)
                  Operation.DiscardForward(0, n1) ]
                @ discarded
            | Phrase.Restore(n, level) -> [ Operation.Read(level, n) ]
            | Phrase.Drop(n, level) -> [ Operation.Discard(level, n) ]
            | Phrase.Swept
            | Phrase.End -> []

        Ok(struct ({ Read = read }, Translation.say index words))

    let translation: Translation<State, Phrase, Operation> =
        { Start = { Read = ValueNone }
          Step = step
          Finish = fun _ -> Ok [] }
