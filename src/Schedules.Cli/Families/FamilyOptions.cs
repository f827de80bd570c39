using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>The one way from options to a schedule: the argument FAMILY and the options of
/// all families.</summary>
/// <param name="weighsCosts">Whether the command has a use for costs where the family has none.</param>
/// <param name="needsLength">Whether the command has no use for an online schedule without a length.</param>
internal sealed class FamilyOptions(bool weighsCosts = false, bool needsLength = true)
{
    /// <summary>The name of the argument.</summary>
    public const string ArgumentName = "FAMILY";

    private readonly Argument<string?> family = Families();
    private readonly Setting<long?> steps = OptionFactory.Whole<long>(
        OptionNames.Steps,
        "The length of an online schedule, told where its forward ends"
    );
    private readonly IReadOnlyList<Option> parameters = [.. FamilyOption.All()];
    private readonly CostOptions costs = new();

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(family);
        foreach (var option in All())
            command.Options.Add(option);
    }

    /// <summary>Values of the options; notes on standard error which of them have
    /// no effect.</summary>
    /// <exception cref="UsageException">Something is missing, or contradicts
    /// something else.</exception>
    public ScheduleSpec Read(ParseResult parsed)
    {
        var chosen = Family(parsed.GetValue(family));
        var listed = chosen.Parameters.Any(parameter => parameter.Kind == ParameterKind.SlotsOfLevels);
        var slots = listed ? Word(parsed, OptionNames.Slots) : null;
        CheckSlots(parsed, slots is not null);
        CheckLength(parsed, chosen);
        CheckMissing(parsed, chosen, slots is not null);
        NoteWithoutEffect(parsed, chosen);
        var values =
            from parameter in chosen.Parameters
            where parameter.Kind != ParameterKind.Costs
            let word = parameter.Kind == ParameterKind.SlotsOfLevels && slots is not null
                ? slots
                : Words(parsed, parameter)
            where word is not null
            select (parameter.Name, Word: Accepted(parameter, word));
        return new(chosen)
        {
            Values = values.ToDictionary(value => value.Name, value => value.Word),
            Steps = chosen.IsOffline ? null : parsed.GetValue(steps),
            Costs = costs.Of(parsed),
            NamesTwoLevels = listed && slots is null,
        };
    }

    /// <summary>The two lengths first.</summary>
    private IEnumerable<Option> All()
    {
        var lengths = parameters.ToLookup(option => option.Name == OptionNames.MaxN);
        return [.. lengths[true], steps, .. lengths[false], .. costs.All];
    }

    private static ScheduleFamily Family(string? name) =>
        ScheduleFamily.Find(name ?? "")
        ?? throw new UsageException(
            (
                name is null
                    ? "FAMILY is missing"
                    : $"{name} is no family{Closest.Suggestion(name, ScheduleFamily.All.Select(family => family.Name))}"
            ) + $"; allowed: {string.Join(", ", ScheduleFamily.All)}"
        );

    /// <summary>Value given for a parameter, of the options that it has together.</summary>
    private string? Words(ParseResult parsed, FamilyParameter parameter)
    {
        var words = OptionNames.Of(parameter).Select(option => Word(parsed, option)).ToList();
        return words.Contains(null) ? null : string.Join(',', words);
    }

    private string? Word(ParseResult parsed, string name) =>
        parameters.First(option => option.Name == name) switch
        {
            Setting<string?> setting => parsed.GetValue(setting),
            Option<bool?> choice => OptionFactory.Value(parsed, choice) is { } isOn ? (isOn ? "true" : "false") : null,
            var other => throw new InvalidOperationException(other.Name),
        };

    private static string Accepted(FamilyParameter parameter, string word) =>
        parameter.Accepts(word)
            ? word
            : throw new UsageException(
                $"{string.Join(" and ", OptionNames.Of(parameter))} is {word}; allowed: {parameter.Allowed}"
            );

    private static void CheckSlots(ParseResult parsed, bool isListed)
    {
        foreach (var option in (string[])[OptionNames.SnapshotsInRam, OptionNames.SnapshotsOnDisk])
            if (isListed && Given(parsed, option))
                throw new UsageException(
                    $"{OptionNames.Slots} and {option} contradict each other; allowed: one of them"
                );
    }

    private void CheckLength(ParseResult parsed, ScheduleFamily chosen)
    {
        if (
            chosen.IsOffline
            && parsed.GetValue(steps) is { } told
            && Word(parsed, OptionNames.MaxN) is { } known
            && $"{told}" != known
        )
            throw new UsageException(
                $"{steps.Name} {told} and {OptionNames.MaxN} {known} contradict each other; {chosen} knows its length at the start: allowed: {OptionNames.MaxN}"
            );
    }

    private void CheckMissing(ParseResult parsed, ScheduleFamily chosen, bool isListed)
    {
        var needed = RequiredOption(chosen).ToList();
        var missing = needed.FirstOrDefault(need =>
            !Given(parsed, need.Option) && !(isListed && need.Kind == ParameterKind.SlotsOfLevels)
        );
        if (missing.Option is not null)
            throw new UsageException(
                $"{missing.Option} is missing; {chosen} needs {string.Join(", ", needed.Select(need => need.Option))}"
                    + (needed.Any(need => need.Kind == ParameterKind.SlotsOfLevels) ? $" (or {OptionNames.Slots})" : "")
                    + (missing.Option == OptionNames.MaxN ? $"; allowed without it: {Online}" : "")
            );
    }

    private static string Online =>
        string.Join(", ", ScheduleFamily.All.Where(family => !family.IsOffline).Select(family => family.Name));

    /// <summary>Options without which there is no schedule, and what they are for.</summary>
    private IEnumerable<(string Option, ParameterKind Kind)> RequiredOption(ScheduleFamily chosen) =>
        (
            chosen.IsOffline || !needsLength
                ? []
                : (IEnumerable<(string, ParameterKind)>)[(OptionNames.Steps, ParameterKind.Steps)]
        ).Concat(
            from parameter in chosen.Parameters
            where parameter.IsNeeded
            from option in OptionNames.Of(parameter)
            select (option, parameter.Kind)
        );

    private void NoteWithoutEffect(ParseResult parsed, ScheduleFamily chosen)
    {
        var used = chosen
            .Parameters.SelectMany(OptionNames.Of)
            .Append(chosen.IsOffline ? OptionNames.MaxN : OptionNames.Steps)
            .Concat(chosen.Parameters.Any(p => p.Kind == ParameterKind.SlotsOfLevels) ? [OptionNames.Slots] : [])
            .Concat(weighsCosts ? OptionNames.Costs : []);
        foreach (var option in All().ExceptBy(used, option => option.Name))
            if (Given(parsed, option.Name))
                parsed.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on {chosen}");
    }

    private static bool Given(ParseResult parsed, string option) => parsed.GetResult(option) is not null;

    private static Argument<string?> Families()
    {
        var argument = new Argument<string?>(ArgumentName)
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = ArgumentName,
            Description = "What to keep, where: " + string.Join(", ", ScheduleFamily.All),
        };
        argument.CompletionSources.Add([.. ScheduleFamily.All.Select(family => family.Name)]);
        return argument;
    }
}
