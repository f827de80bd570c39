using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>An action, and the line that it comes from.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Action">The action.</param>
public sealed record LineAction(long Line, CheckpointAction Action);

/// <summary>
/// The same schedules in other vocabularies, and back, as they are read. What cannot be said, or is
/// wrong, throws <see cref="TranslationException"/> where the enumeration gets there. What comes
/// back from another vocabulary is as it was; whether a stream is valid is for the
/// <see cref="Referee"/> to say.
/// </summary>
public static class Vocabulary
{
    /// <summary>In the step-based vocabulary, as in tlm_adjoint. It cannot say that a checkpoint is
    /// deleted, or goes from one level to another, without being used.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="clearing">When it says Clear.</param>
    /// <param name="adjoints">How many adjoint calculations are permitted, null for any number: EndReverse says whether it is the
    /// last.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clearing"/> is no
    /// value of its type, or
    /// <paramref name="adjoints"/> is negative.</exception>
    public static IEnumerable<StepAction> ToSteps(
        IEnumerable<CheckpointAction> actions,
        Clearing clearing = Clearing.Always,
        long? adjoints = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(adjoints ?? 0, nameof(adjoints));
        return Core
            .Steps.ofActions(LanguageMap.Clearing(clearing), Map.Adjoints(adjoints), CheckpointAction.ToCore(actions))
            .Select(result => StepAction.FromCore(LanguageMap.Value(result)));
    }

    /// <summary>From the step-based vocabulary.</summary>
    /// <param name="actions">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static IEnumerable<CheckpointAction> FromSteps(IEnumerable<StepAction> actions) =>
        Core.Steps.toActions(Map.All(actions, action => action.ToCore())).Select(Action);

    /// <summary>In the classic vocabulary, as in revolve and pyRevolve. It cannot say: dependencies
    /// on a level, or of several steps at once; more than one adjoint calculation; levels, but in
    /// the mode Multistage; that a checkpoint stays when its own step is reversed.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="mode">The mode.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is no value of
    /// its type.</exception>
    public static IEnumerable<ClassicAction> ToClassic(
        IEnumerable<CheckpointAction> actions,
        ClassicMode mode = ClassicMode.Offline
    ) =>
        Core
            .Classic.ofActions(LanguageMap.Mode(mode), CheckpointAction.ToCore(actions))
            .Select(result => ClassicAction.FromCore(LanguageMap.Value(result)));

    /// <summary>From the classic vocabulary. A slot whose level is not said is in RAM.</summary>
    /// <param name="actions">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static IEnumerable<CheckpointAction> FromClassic(IEnumerable<ClassicAction> actions) =>
        Core.Classic.toActions(Map.All(actions, action => action.ToCore())).Select(Action);

    /// <summary>In operations, as in H-Revolve. They cannot say: dependencies on a level, or of
    /// several steps at once; more than one adjoint calculation; that a checkpoint stays when its
    /// own step is reversed.</summary>
    /// <param name="actions">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static IEnumerable<Operation> ToOperations(IEnumerable<CheckpointAction> actions) =>
        Core
            .Operations.ofActions(CheckpointAction.ToCore(actions))
            .Select(result => new Operation(LanguageMap.Value(result)));

    /// <summary>From operations.</summary>
    /// <param name="operations">The sequence.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    public static IEnumerable<CheckpointAction> FromOperations(IEnumerable<Operation> operations) =>
        Core.Operations.toActions(Map.All(operations, operation => operation.ToCore())).Select(Action);

    /// <summary>The actions of lines of JSON, step-based or classic, whichever the first line is,
    /// each with its line. Blank lines are passed over, and an array around all lines; no more
    /// lines are read than are asked for.</summary>
    /// <param name="lines">The lines, from any tool.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    public static IEnumerable<LineAction> Read(IEnumerable<string> lines) =>
        Core
            .VocabularyModule.read(Map.All(lines, line => line))
            .Select(result => LanguageMap.Value(result))
            .Select(read => new LineAction(read.Line, CheckpointAction.FromCore(read.Action)));

    private static CheckpointAction Action(Microsoft.FSharp.Core.FSharpResult<Core.Action, Core.Untranslated> result) =>
        CheckpointAction.FromCore(LanguageMap.Value(result));
}
