using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>What holds of the translations of a stream: what can be said in a vocabulary comes back
/// as it was, and so does each line of it.</summary>
internal static class VocabularyLaw
{
    public static Fault? Find(CheckpointSchedule schedule) => Fault.First(Checks(schedule));

    private static IEnumerable<Fault?> Checks(CheckpointSchedule schedule)
    {
        List<CheckpointAction> actions = [.. schedule];
        yield return ThereAndBack(
            "JSON",
            actions,
            () => actions,
            said => said,
            action => action.ToJson(),
            CheckpointAction.FromJson
        );
        yield return ThereAndBack(
            "values",
            actions,
            () => actions.Select(RawAction.FromAction),
            said => said.Select(raw => raw.ToAction()),
            raw => raw.ToAction().ToJson(),
            line => CheckpointAction.FromJson(line)
        );
        foreach (var clearing in Enum.GetValues<Clearing>())
            yield return ThereAndBack(
                $"step-based actions, {clearing}",
                actions,
                () => Vocabulary.ToSteps(actions, clearing, schedule.Adjoints),
                Vocabulary.FromSteps,
                step => step.ToJson(),
                StepAction.FromJson
            );
        foreach (var mode in (ClassicMode[])[ClassicMode.Offline, ClassicMode.Multistage])
            yield return ThereAndBack(
                $"classic actions, {mode}",
                actions,
                () => Vocabulary.ToClassic(actions, mode),
                Vocabulary.FromClassic,
                action => action.ToJson(),
                ClassicAction.FromJson
            );
        yield return ThereAndBack(
            "operations",
            actions,
            () => Vocabulary.ToOperations(actions),
            Vocabulary.FromOperations,
            operation => $"{operation}",
            Operation.Parse
        );
    }

    private static Fault? ThereAndBack<T>(
        string vocabulary,
        List<CheckpointAction> actions,
        Func<IEnumerable<T>> there,
        Func<IEnumerable<T>, IEnumerable<CheckpointAction>> back,
        Func<T, string> write,
        Func<string, T> read
    )
        where T : notnull
    {
        List<T> said;
        try
        {
            said = [.. there()];
        }
        catch (TranslationException)
        {
            // Each vocabulary has what it cannot say.
            return null;
        }

        var law = $"a stream comes back from {vocabulary} as it was";
        try
        {
            foreach (var one in said)
                if (!read(write(one)).Equals(one))
                    return new(law, $"“{write(one)}” is read as {read(write(one))}");
            List<CheckpointAction> returned = [.. back(said)];
            var index = actions.Zip(returned).TakeWhile(pair => pair.First == pair.Second).Count();
            return index == actions.Count && index == returned.Count
                ? null
                : new(
                    law,
                    index < returned.Count
                        ? $"action {index} comes back as “{returned[index].ToText()}”"
                        : "it is shorter",
                    Shown.Actions(actions, index)
                );
        }
        catch (Exception error)
        {
            return new(law, $"it throws {error.GetType().Name}: {error.Message}", null, error);
        }
    }
}
