namespace Schedules.FSharp

/// The step-based vocabulary, as in tlm_adjoint. A Forward is Configure and Forward, and
/// Write if it keeps something on a level; a Copy or Move into WORK is Read; what leaves the
/// buffer is said by Clear.
///
/// It cannot say: that a checkpoint is deleted, or goes from one level to another, without being
/// used; that dependencies stay in WORK after a Reverse when something else is brought there. A
/// Forward that keeps nothing names WORK, or NONE if its end is open, as in every family here. All
/// that it can say comes back as it was.
[<RequireQualifiedAccess>]
module Steps =
    /// The same stream in the step-based vocabulary, as it is read, up to what that cannot say.
    /// `adjoints`: how many the schedule permits; EndReverse says whether it is the last one.
    let ofActions
        (clearing: Clearing)
        (adjoints: Adjoints)
        (actions: seq<Action>)
        : seq<Result<StepAction, Untranslated>> =
        Translator.run (ToSteps.translation clearing adjoints) actions

    /// As `ofActions`, for a writer.
    let translator (clearing: Clearing) (adjoints: Adjoints) : Translator<Action, StepAction> =
        Translator(ToSteps.translation clearing adjoints)

    /// The same stream in actions, as it is read, up to the first error. Whether it is valid is
    /// for the referee to say.
    let toActions (actions: seq<StepAction>) : seq<Result<Action, Untranslated>> =
        Translator.run FromSteps.translation actions

    /// Clearing in the reference translations of a family.
    let clearing (spec: Spec) : Clearing =
        if spec.IsPeriodicDisk then
            Clearing.WhenFull
        else
            Clearing.Always
