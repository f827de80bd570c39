namespace Schedules.FSharp

/// Why a stream cannot be said in another vocabulary, or what is wrong with one that is
/// to be translated back.
[<RequireQualifiedAccess; StructuredFormatDisplay("{Displayed}")>]
type Untranslatable =
    /// A checkpoint that goes from one level to another.
    | BetweenLevels
    /// A checkpoint that is deleted where the vocabulary has no word for it.
    | Deletion
    /// Adjoint dependencies kept on a level.
    | DependenciesOnLevel of storage: Storage
    /// Adjoint dependencies of other than one step recorded, or reversed, at once.
    | OtherThanOneStep of n0: int64 * n1: int64
    /// A place that the vocabulary does not name here.
    | PlaceNotNamed of storage: Storage
    /// Dependencies that stay in WORK after their Reverse, though what follows would clear them.
    | DependenciesStay
    /// A checkpoint that stays although its own step is reversed next.
    | CheckpointStays of step: int64
    /// A checkpoint that ceases to exist although the forward advances from it, and nothing
    /// is kept there again.
    | CheckpointGone of step: int64
    /// Something is read or reversed before the forward calculation is complete: the stream goes
    /// on from what is there.
    | StartsElsewhere
    /// More than one adjoint calculation.
    | SeveralAdjoints
    /// A word that cannot follow the one before it.
    | OutOfPlace
    /// A step that is not the one expected here.
    | OtherStep of expected: int64
    /// The data to record have not been configured.
    | NotConfigured
    /// Data recorded or read before have not been cleared.
    | NotCleared
    /// The data to write have not just been recorded.
    | NotRecorded
    /// Data written to a level are used without being read.
    | NotRead
    /// Data read or recorded are cleared before they are used.
    | NotUsed
    /// A checkpoint that does not exist.
    | NotHeld of step: int64
    /// A slot that does not hold this step; what it holds, if anything.
    | OtherInSlot of slot: int * held: int64 voption
    /// Nothing may follow the end.
    | AfterEnd
    /// The stream stops before the calculation is complete.
    | Unfinished

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | Untranslatable.BetweenLevels -> "the vocabulary cannot take a checkpoint from one level to another"
        | Untranslatable.Deletion -> "the vocabulary cannot delete a checkpoint here"
        | Untranslatable.DependenciesOnLevel storage ->
            $"the vocabulary keeps no adjoint dependencies in {storage}, only restart data"
        | Untranslatable.OtherThanOneStep(n0, n1) ->
            $"the vocabulary records and reverses one step at a time, not {n0} … {n1}"
        | Untranslatable.PlaceNotNamed storage -> $"the vocabulary cannot name {storage} here"
        | Untranslatable.DependenciesStay -> "the vocabulary clears the dependencies that are to stay"
        | Untranslatable.CheckpointStays step ->
            $"the vocabulary cannot say that the checkpoint of step {step} stays when that step is reversed"
        | Untranslatable.CheckpointGone step ->
            $"the vocabulary cannot say that the checkpoint of step {step} is gone while the forward advances from it"
        | Untranslatable.StartsElsewhere ->
            "the vocabulary begins with nothing kept and nothing reversed, and a recovered schedule does not: write its actions, or those of the schedule that it was recovered from"
        | Untranslatable.SeveralAdjoints -> "the vocabulary knows one adjoint calculation only"
        | Untranslatable.OutOfPlace -> "this cannot follow what comes before it"
        | Untranslatable.OtherStep expected -> $"step {expected} is expected here"
        | Untranslatable.NotConfigured -> "Configure has not said what is to be recorded"
        | Untranslatable.NotCleared -> "what was recorded or read before has not been cleared"
        | Untranslatable.NotRecorded -> "this has not just been recorded"
        | Untranslatable.NotRead -> "what was written has not been read again"
        | Untranslatable.NotUsed -> "what was read or recorded is cleared before it is used"
        | Untranslatable.NotHeld step -> $"there is no checkpoint of step {step}"
        | Untranslatable.OtherInSlot(slot, ValueSome held) -> $"slot {slot} holds step {held}"
        | Untranslatable.OtherInSlot(slot, ValueNone) -> $"slot {slot} holds nothing"
        | Untranslatable.AfterEnd -> "the calculation is over"
        | Untranslatable.Unfinished -> "the stream stops before the calculation is complete"

/// Position where a translation stopped: the index from 0 of what could not be translated (the
/// number of all, if it is the end that is wrong; the line, where lines are read), and why.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Untranslated =
    { Index: int64
      Reason: Untranslatable }

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string = $"at {this.Index}: {this.Reason}"
