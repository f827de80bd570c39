using Schedules.Interop;

namespace Schedules.Samples;

/// <summary>A schedule that was chosen on a command line.</summary>
/// <param name="Family">The family.</param>
/// <param name="Values">Its parameters, by name, as words; the number of steps apart.</param>
/// <param name="Steps">The number of steps.</param>
internal sealed record ScheduleChoice(ScheduleFamily Family, IReadOnlyDictionary<string, string> Values, long Steps)
{
    /// <summary>The schedule, as its family is made: an online one does not know the
    /// number of steps.</summary>
    /// <exception cref="SettingsException">An option does not go with the others.</exception>
    public CheckpointSchedule Build()
    {
        var values = new Dictionary<string, string>(Values);
        foreach (var steps in Family.Parameters.Where(parameter => parameter.Kind == ParameterKind.Steps))
            values[steps.Name] = $"{Steps}";
        try
        {
            return Family.Build(values);
        }
        catch (FormatException refused)
        {
            throw new SettingsException(refused.Message);
        }
        catch (ArgumentOutOfRangeException refused)
        {
            var options = Family.Parameters.ToDictionary(
                parameter => parameter.Name,
                parameter =>
                    parameter.Kind == ParameterKind.Steps
                        ? "--steps"
                        : string.Join(" and ", ScheduleOptions.Names(parameter))
            );
            throw SettingsException.From(refused, options);
        }
    }

    /// <summary>The schedule with the parameters that it has.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Family
                .Parameters.Where(parameter => Values.ContainsKey(parameter.Name))
                .SelectMany(parameter => ScheduleOptions.Names(parameter).Zip(Values[parameter.Name].Split(',')))
                .Select(value => $"{value.First[2..].Replace('-', ' ')} {value.Second}")
                .Prepend(Family.Name)
        );
}
