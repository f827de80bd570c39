namespace Schedules.FSharp

/// The classic vocabulary, as in revolve and pyRevolve: `takeshot` and `advance` for a Forward that
/// keeps restart data, `restore` for a Copy or Move into WORK, `firsturn` and `youturn` for a step
/// that is recorded and reversed, `terminate`.
///
/// It cannot say: dependencies on a level, or of several steps at once; more than one adjoint
/// calculation; levels, but in the mode `Multistage`; that a checkpoint stays when its own step is
/// reversed, or is gone while the forward advances from it; a deletion, but by using its slot at
/// once or reversing its step. All that it can say comes back as it was, except that the mode
/// `Online` leaves out the way from the latest checkpoint to the end (that many forward steps
/// less, and one read).
[<RequireQualifiedAccess>]
module Classic =
    /// The same stream in the classic vocabulary, as it is read, up to what that cannot say.
    let ofActions (mode: ClassicMode) (actions: seq<Action>) : seq<Result<ClassicAction, Untranslated>> =
        Translator.run (Translation.compose ToPhrases.translation (ToClassic.translation mode)) actions

    /// As `ofActions`, for a writer.
    let translator (mode: ClassicMode) : Translator<Action, ClassicAction> =
        Translator(Translation.compose ToPhrases.translation (ToClassic.translation mode))

    /// The same stream in actions, as it is read, up to the first error. A slot whose level is not
    /// said is in RAM. Whether it is valid is for the referee to say.
    let toActions (actions: seq<ClassicAction>) : seq<Result<Action, Untranslated>> =
        Translator.run (Translation.compose FromClassic.translation FromPhrases.translation) actions
