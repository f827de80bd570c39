using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>A schedule that may do, and what its data take.</summary>
/// <param name="Spec">The schedule.</param>
/// <param name="UnitSize">What each unit takes that is kept on a level.</param>
internal sealed record Candidate(ScheduleSpec Spec, long UnitSize)
{
    /// <summary>The level of slots.</summary>
    public Storage Level(FamilyParameter slots) =>
        slots.Level
        ?? StorageWord.Parse(Spec.Value(Spec.Family.Parameters.First(parameter => parameter.Name == slots.LevelFrom)))
        ?? Storage.Ram;

    /// <summary>The level that it needs a slot on and has none; null if there is a slot somewhere,
    /// or none is needed.</summary>
    public Storage? Missing(Machine machine)
    {
        if (machine.Steps == 1)
            return null;
        if (Spec.Levels is [_, ..] levels)
            return levels.Any(count => count > 0) ? null : Storage.Ram;
        var empty = Spec.Parameters(ParameterKind.Slots).Where(parameter => Spec.Number(parameter) == 0).ToList();
        // What is kept each period needs no slot beside; of several levels, a slot on one will do.
        var isEnough =
            Spec.Parameters(ParameterKind.Period).Any() || empty.Count < Spec.Parameters(ParameterKind.Slots).Count();
        return empty.Find(parameter => parameter.Minimum > 0 || !isEnough) is { } first ? Level(first) : null;
    }
}
