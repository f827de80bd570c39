using System.Globalization;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>The actions of a schedule in other vocabularies than its own.</summary>
/// <param name="schedule">The schedule, of a known number of steps.</param>
/// <param name="spec">What it was made of.</param>
/// <param name="adjoints">How many adjoint calculations.</param>
internal sealed class ActionLines(CheckpointSchedule schedule, ScheduleSpec spec, long adjoints)
{
    /// <summary>The mode of the classic vocabulary: levels are said where there are
    /// others than RAM.</summary>
    public ClassicMode UsualMode =>
        spec.Family.ClassicMode
        ?? (schedule.Storages.Any(storage => storage > Storage.Ram) ? ClassicMode.Multistage : ClassicMode.Offline);

    /// <summary>H-Revolve's operations from further away.</summary>
    /// <param name="view">1 to 3: the condensed views; 3 of the families with an unlimited disk is the canonical form.</param>
    public IEnumerable<string> Condensed(int view)
    {
        var operations = Vocabulary.ToOperations(schedule.Actions(adjoints));
        var names = spec.Family.LevelNames;
        return (view, spec.Family.IsChain) switch
        {
            (2, true) => Interop.Operations.CondenseChain(operations).Select(item => item.ToText(names, spec.Slots)),
            (3, true) =>
            [
                string.Join(
                    ", ",
                    Interop
                        .Operations.Canonical(operations)
                        .Select(steps => steps.ToString(CultureInfo.InvariantCulture))
                ),
            ],
            _ => Interop.Operations.Condense(operations, view).Select(item => item.ToText(names, spec.Slots)),
        };
    }
}
