namespace Schedules.FSharp

/// Output of a translation: a word, and the index of the word that it comes from.
[<Struct; NoComparison>]
type internal Indexed<'Word> = { From: int64; Word: 'Word }

/// The words that one step of a translation gives; cleared for the next one, and so
/// allocated once a stream.
type internal Output<'Word> = ResizeArray<Indexed<'Word>>

/// A translation going along with a stream: it may give several words for one, or wait for the next
/// one. It says what is wrong with a word, if anything; after that nothing is translated any more.
[<AbstractClass>]
type internal Stepper<'In, 'Out>() =
    /// Adds what a word gives.
    abstract Step: index: int64 * word: 'In * into: Output<'Out> -> Untranslatable voption
    /// Adds what the end of the stream gives.
    abstract Finish: into: Output<'Out> -> Untranslatable voption

/// From one vocabulary to another: starts anew for each stream.
type internal Translation<'In, 'Out> = unit -> Stepper<'In, 'Out>

[<RequireQualifiedAccess>]
module internal Translation =
    /// A word that comes from the word with an index.
    let say (into: Output<'Out>) (index: int64) (word: 'Out) : unit = into.Add { From = index; Word = word }

    /// The end of a vocabulary that says nothing more.
    let silent (_: 'State) (_: Output<'Out>) : Result<unit, Untranslatable> = Ok()

    /// A fold: `step state index word into` adds what a word gives to `into`.
    let ofFold
        (start: unit -> 'State)
        (step: 'State -> int64 -> 'In -> Output<'Out> -> Result<'State, Untranslatable>)
        (finish: 'State -> Output<'Out> -> Result<unit, Untranslatable>)
        : Translation<'In, 'Out> =
        fun () ->
            let mutable state = start ()

            { new Stepper<'In, 'Out>() with
                member _.Step(index, word, into) =
                    match step state index word into with
                    | Ok next ->
                        state <- next
                        ValueNone
                    | Error reason -> ValueSome reason

                member _.Finish into =
                    match finish state into with
                    | Ok() -> ValueNone
                    | Error reason -> ValueSome reason }

    /// One after the other.
    let compose (first: Translation<'In, 'Between>) (second: Translation<'Between, 'Out>) : Translation<'In, 'Out> =
        fun () ->
            let first, second, between = first (), second (), Output<'Between>()

            let pass (wrong: Untranslatable voption) (into: Output<'Out>) : Untranslatable voption =
                let mutable wrong = wrong
                let mutable at = 0

                while wrong.IsNone && at < between.Count do
                    wrong <- second.Step(between[at].From, between[at].Word, into)
                    at <- at + 1

                between.Clear()
                wrong

            { new Stepper<'In, 'Out>() with
                member _.Step(index, word, into) =
                    pass (first.Step(index, word, between)) into

                member _.Finish into =
                    match pass (first.Finish between) into with
                    | ValueNone -> second.Finish into
                    | wrong -> wrong }

    /// Translates words that have an index each, as they are read: in bounded memory, up to the
    /// first error. `prepare` makes a word of what is read, or says what is wrong with it.
    let numbered
        (prepare: 'Read -> Result<'In, 'Error>)
        (wrong: Untranslatable -> 'Error)
        (translation: Translation<'In, 'Out>)
        (words: seq<struct (int64 * 'Read)>)
        : seq<Result<Indexed<'Out>, struct (int64 * 'Error)>> =
        seq {
            use stream = words.GetEnumerator()
            let stepper = translation ()
            let into = Output()
            let mutable index = 0L
            let mutable said = 0
            let mutable error = ValueNone
            let mutable going = true

            // The last turn is the end of the stream. Indices, as an enumerator of what is said is
            // allocated.
            while going do
                into.Clear()
                said <- 0

                if stream.MoveNext() then
                    let struct (at, word) = stream.Current

                    match prepare word with
                    | Error unread -> error <- ValueSome(struct (at, unread))
                    | Ok word ->
                        match stepper.Step(at, word, into) with
                        | ValueNone -> ()
                        | ValueSome reason -> error <- ValueSome(struct (at, wrong reason))

                    index <- at + 1L
                else
                    going <- false

                    match stepper.Finish into with
                    | ValueNone -> ()
                    | ValueSome reason -> error <- ValueSome(struct (index, wrong reason))

                if error.IsSome then
                    going <- false
                    Error error.Value
                else
                    while said < into.Count do
                        Ok into[said]
                        said <- said + 1
        }

/// A translation for writers, who give it one word after the other, and then its end. Nothing is
/// allocated for a word. What it says of the last word given is to be read before the next one.
[<Sealed>]
type Translator<'In, 'Out> internal (translation: Translation<'In, 'Out>) =
    let stepper = translation ()
    let said = Output<'Out>()
    let mutable index = 0L

    let judged (wrong: Untranslatable voption) : Untranslated voption =
        match wrong with
        | ValueNone -> ValueNone
        | ValueSome reason ->
            said.Clear()
            ValueSome { Index = index; Reason = reason }

    /// Translates the next word: what is wrong with it, if anything. Then nothing may follow.
    member _.Next(word: inref<'In>) : Untranslated voption =
        said.Clear()
        let wrong = judged (stepper.Step(index, word, said))
        index <- index + 1L
        wrong

    /// Translates the end of the stream: what is wrong with it, if anything.
    member _.Finish() : Untranslated voption =
        said.Clear()
        judged (stepper.Finish said)

    /// Number of words written.
    member _.Count: int = said.Count

    /// A word that is said, from 0.
    member _.Item
        with get (at: int): 'Out = said[at].Word

[<RequireQualifiedAccess>]
module internal Translator =
    /// Translates words, as they are read.
    let run (translation: Translation<'In, 'Out>) (words: seq<'In>) : seq<Result<'Out, Untranslated>> =
        seq {
            use stream = words.GetEnumerator()
            let translator = Translator translation
            let mutable going = true
            let mutable said = 0

            while going do
                let wrong =
                    if stream.MoveNext() then
                        let word = stream.Current
                        translator.Next &word
                    else
                        going <- false
                        translator.Finish()

                said <- 0

                while said < translator.Count do
                    Ok translator[said]
                    said <- said + 1

                match wrong with
                | ValueNone -> ()
                | ValueSome wrong ->
                    going <- false
                    Error wrong
        }
