namespace Schedules.FSharp

/// What a translation gives: a word, and the index of the word that it comes from.
[<Struct; NoComparison>]
type internal Said<'Word> = { From: int64; Word: 'Word }

/// A translation from one vocabulary to another: a pure fold, that may give several words for one, or wait for the next one.
[<NoComparison; NoEquality>]
type internal Translation<'State, 'In, 'Out> =
    { Start: 'State
      Step: 'State -> int64 -> 'In -> Result<struct ('State * Said<'Out> list), Untranslatable>
      Finish: 'State -> Result<Said<'Out> list, Untranslatable> }

[<RequireQualifiedAccess>]
module internal Translation =
    /// The words that a word with an index gives.
    let say (index: int64) (words: 'Out list) : Said<'Out> list =
        match words with
        | [] -> []
        | [ word ] -> [ { From = index; Word = word } ]
        | _ -> words |> List.map (fun word -> { From = index; Word = word })

    /// All words of a list, through a fold.
    let private all
        (step: 'State -> int64 -> 'In -> Result<struct ('State * Said<'Out> list), Untranslatable>)
        (state: 'State)
        (words: Said<'In> list)
        : Result<struct ('State * Said<'Out> list), Untranslatable> =
        match words with
        | [] -> Ok(struct (state, []))
        | [ word ] -> step state word.From word.Word
        | _ ->
            let rec go state (said: Said<'Out> list list) (words: Said<'In> list) =
                match words with
                | [] -> Ok(struct (state, List.concat (List.rev said)))
                | word :: words ->
                    match step state word.From word.Word with
                    | Ok(struct (state, more)) -> go state (more :: said) words
                    | Error reason -> Error reason

            go state [] words

    /// One after the other.
    let compose
        (first: Translation<'First, 'In, 'Between>)
        (second: Translation<'Second, 'Between, 'Out>)
        : Translation<struct ('First * 'Second), 'In, 'Out> =
        { Start = struct (first.Start, second.Start)
          Step =
            fun (struct (one, two)) index word ->
                match first.Step one index word with
                | Error reason -> Error reason
                | Ok(struct (one, between)) ->
                    match all second.Step two between with
                    | Error reason -> Error reason
                    | Ok(struct (two, said)) -> Ok(struct (struct (one, two), said))
          Finish =
            fun (struct (one, two)) ->
                first.Finish one
                |> Result.bind (all second.Step two)
                |> Result.bind (fun (struct (two, said)) -> second.Finish two |> Result.map (fun last -> said @ last)) }

    /// Translates words that have an index each, as they are read: in bounded memory, up to the first error. `prepare` makes a
    /// word of what is read, or says what is wrong with it.
    let numbered
        (prepare: 'Read -> Result<'In, 'Error>)
        (wrong: Untranslatable -> 'Error)
        (translation: Translation<'State, 'In, 'Out>)
        (words: seq<struct (int64 * 'Read)>)
        : seq<Result<Said<'Out>, struct (int64 * 'Error)>> =
        seq {
            use stream = words.GetEnumerator()
            let mutable state = translation.Start
            let mutable index = 0L
            let mutable going = true

            while going && stream.MoveNext() do
                let struct (at, word) = stream.Current
                index <- at + 1L

                let step =
                    match prepare word with
                    | Ok word -> translation.Step state at word |> Result.mapError wrong
                    | Error error -> Error error

                match step with
                | Ok(struct (next, said)) ->
                    state <- next

                    for word in said do
                        Ok word
                | Error error ->
                    going <- false
                    Error(struct (at, error))

            if going then
                match translation.Finish state with
                | Ok said ->
                    for word in said do
                        Ok word
                | Error reason -> Error(struct (index, wrong reason))
        }

    /// Translates words, as they are read.
    let run (translation: Translation<'State, 'In, 'Out>) (words: seq<'In>) : seq<Result<'Out, Untranslated>> =
        seq {
            let mutable index = 0L

            for word in words do
                struct (index, word)
                index <- index + 1L
        }
        |> numbered Ok id translation
        |> Seq.map (fun result ->
            match result with
            | Ok said -> Ok said.Word
            | Error(struct (index, reason)) -> Error { Index = index; Reason = reason })
