using System.CommandLine;
using Schedules.Interop;

namespace Schedules.Samples;

/// <summary>The option --schedule with the name of a family, and an option for each parameter of
/// these families.</summary>
internal sealed class ScheduleOptions
{
    // A sample says itself what its steps cost and need.
    private const string OfTheModel = "stifflyAccurate";

    private readonly IReadOnlyDictionary<string, string> usual;
    private readonly Option<string> family;
    private readonly IReadOnlyList<Option<string?>> parameters;

    /// <param name="first">The family that is taken if none is given.</param>
    /// <param name="usual">What parameters are in this sample if they are not given, by the names of their options.</param>
    /// <param name="offered">Which families there are.</param>
    public ScheduleOptions(string first, IReadOnlyDictionary<string, string> usual, Func<ScheduleFamily, bool> offered)
    {
        this.usual = usual;
        var families = ScheduleFamily.All.Where(offered).OrderByDescending(family => family.Name == first).ToList();
        family = Family([.. families.Select(family => family.Name)]);
        var named =
            from family in families
            from parameter in Offered(family)
            from name in Names(parameter)
            group (family, parameter) by name;
        parameters = [.. named.Select(users => Parameter(users.Key, [.. users]))];
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [family, .. parameters];

    /// <summary>What they say; notes on standard error which of them have no effect.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="steps">The number of steps.</param>
    public ScheduleChoice Read(ParseResult result, long steps)
    {
        var chosen = ScheduleFamily.Find(result.GetValue(family)!)!;
        var used = Offered(chosen).SelectMany(Names);
        foreach (var option in parameters.ExceptBy(used, option => option.Name))
            if (result.GetResult(option) is not null)
                result.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on this schedule");
        var values =
            from parameter in Offered(chosen)
            let words = Names(parameter).Select(name => Value(result, name, parameter)).ToList()
            where !words.Contains(null)
            select (parameter.Name, Words: string.Join(',', words));
        return new(chosen, values.ToDictionary(value => value.Name, value => value.Words), steps);
    }

    /// <summary>The options of a parameter: the slots of levels are those in RAM and
    /// those on disk.</summary>
    public static IReadOnlyList<string> Names(FamilyParameter parameter) =>
        parameter switch
        {
            { Kind: ParameterKind.SlotsOfLevels } => ["--snapshots-in-ram", "--snapshots-on-disk"],
            { Name: "units" } => ["--snapshots"],
            _ => [SettingsException.Option(parameter.Name)],
        };

    private static IEnumerable<FamilyParameter> Offered(ScheduleFamily family) =>
        family.Parameters.Where(parameter =>
            parameter.Kind is not (ParameterKind.Steps or ParameterKind.Costs) && parameter.Name != OfTheModel
        );

    /// <summary>What is given; what is usual here, but where a family finds it itself.</summary>
    private string? Value(ParseResult result, string name, FamilyParameter parameter)
    {
        var option = parameters.First(option => option.Name == name);
        if (result.GetResult(option) is { } given)
            return given.Tokens.Count == 0 ? "true" : result.GetValue(option);
        return parameter.IsNeeded || parameter.Default is not null ? usual.GetValueOrDefault(name) : null;
    }

    private static Option<string> Family(string[] names)
    {
        var allowed = string.Join(", ", names);
        var option = new Option<string>("--schedule")
        {
            Description = $"Which data to keep, where, and what to recompute: {allowed}",
            HelpName = "family",
            DefaultValueFactory = _ => names[0],
            CustomParser = result =>
                names.Contains(result.Tokens[0].Value)
                    ? result.Tokens[0].Value
                    : Choice.Refuse<string>(result, "--schedule", allowed),
        };
        option.CompletionSources.Add(names);
        return option;
    }

    private Option<string?> Parameter(string name, IReadOnlyList<(ScheduleFamily Family, FamilyParameter Is)> users)
    {
        var first = users[0].Is;
        var isSwitch = first.Kind == ParameterKind.Switch;
        var words = users.SelectMany(user => user.Is.Words).Distinct().ToArray();
        var option = new Option<string?>(name)
        {
            Description =
                (first.Kind == ParameterKind.SlotsOfLevels ? "Slots" : first.Summary)
                + $" ({string.Join(", ", users.Select(user => user.Family))})"
                + (usual.GetValueOrDefault(name) is { } value ? $" [{value}]" : ""),
            HelpName =
                isSwitch ? "true|false"
                : words.Length > 0 ? "word"
                : "number",
            Arity = isSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            CustomParser = result =>
                result.Tokens is not [var token] ? null
                : users.Any(user => user.Is.Accepts(token.Value)) ? token.Value
                : Choice.Refuse<string>(result, name, first.Allowed),
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
