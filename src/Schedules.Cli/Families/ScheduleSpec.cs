using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>A schedule as options say it: a family, and what is given of its parameters.</summary>
/// <param name="Family">The family.</param>
internal sealed record ScheduleSpec(ScheduleFamily Family)
{
    /// <summary>Words by the names of parameters.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The length of an online schedule, which it learns at the end of
    /// its forward.</summary>
    public long? Steps { get; init; }

    /// <summary>The costs that the schedule weighs, or that it is judged by.</summary>
    public CostModel Costs { get; init; } = CostModel.Standard;

    /// <summary>The same with a value more, or another one.</summary>
    public ScheduleSpec With(FamilyParameter parameter, object value) =>
        this with
        {
            Values = new Dictionary<string, string>(Values)
            {
                [parameter.Name] = Convert.ToString(value, CultureInfo.InvariantCulture)!,
            },
        };

    /// <summary>Value given for a parameter.</summary>
    public string? Value(FamilyParameter parameter) => Values.GetValueOrDefault(parameter.Name);

    /// <summary>A number, or 0 if it is not given.</summary>
    public long Number(FamilyParameter parameter) =>
        long.TryParse(Value(parameter), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Slots of each level, RAM first, where a family has them for any number of levels;
    /// none elsewhere.</summary>
    public IReadOnlyList<int> Levels =>
        [.. Parameters(ParameterKind.SlotsOfLevels).Select(Value).SelectMany(list => Numbers(list ?? ""))];

    /// <summary>Slots of each level, RAM first; of a family that has them on one level
    /// only, those.</summary>
    public IReadOnlyList<int> Slots =>
        Levels is [_, ..] levels
            ? levels
            :
            [
                .. Parameters(ParameterKind.Slots)
                    .Select(Number)
                    .Append(0)
                    .Take(2)
                    .Select(slots => checked((int)slots)),
            ];

    /// <summary>Slots of levels were given as those in RAM and on disk.</summary>
    public bool NamesTwoLevels { get; init; }

    /// <summary>The parameters of a kind.</summary>
    public IEnumerable<FamilyParameter> Parameters(ParameterKind kind) =>
        Family.Parameters.Where(parameter => parameter.Kind == kind);

    /// <summary>The schedule, of a known number of steps.</summary>
    /// <param name="options">How to stop the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not allowed: names it as the
    /// library does.</exception>
    public CheckpointSchedule Build(BuildOptions? options = null)
    {
        var schedule = Family.Build(Values, Costs, options);
        return Steps is { } steps ? schedule.WithSteps(steps) : schedule;
    }

    /// <summary>The family and its parameters, as one would type them; costs
    /// are left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Family.Name);
        foreach (var parameter in Family.Parameters)
            if (Value(parameter) is { } value)
                foreach (var (option, word) in Words(parameter, value))
                    text.Append(CultureInfo.InvariantCulture, $" {option} {word}");
        if (Steps is { } steps)
            text.Append(CultureInfo.InvariantCulture, $" {OptionNames.Steps} {steps}");
        return text.ToString();
    }

    private IEnumerable<(string Option, string Word)> Words(FamilyParameter parameter, string value) =>
        parameter.Kind != ParameterKind.SlotsOfLevels ? [(OptionNames.Of(parameter)[0], value)]
        : NamesTwoLevels ? OptionNames.Of(parameter).Zip(value.Split(','))
        : [(OptionNames.Slots, value)];

    private static IReadOnlyList<int> Numbers(string list) =>
        [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
