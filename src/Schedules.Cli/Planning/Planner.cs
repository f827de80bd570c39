using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>Tries all candidates on a machine, and ranks those that fit.</summary>
/// <param name="machine">The machine.</param>
/// <param name="patience">How long a table may be in the making.</param>
internal sealed class Planner(Machine machine, TimeSpan patience)
{
    /// <summary>Those that fit, the fastest first, those that need less first among the equally
    /// fast; then the others.</summary>
    public Ranking Rank()
    {
        var verdicts = Candidates.For(machine).SelectMany(Best).ToList();
        return new(
            [
                .. verdicts
                    .OfType<Fits>()
                    .OrderBy(fits => fits.Estimate.Time)
                    .ThenBy(fits => fits.Estimate.Disk)
                    .ThenBy(fits => fits.Estimate.Ram),
            ],
            [.. verdicts.Where(verdict => verdict is not Fits)]
        );
    }

    /// <summary>The best of a family; if none fits, why the first does not. Each costs more effort
    /// than the one before: after one that could not be made, no further one is tried, and that is
    /// said, too.</summary>
    private IEnumerable<Verdict> Best(IReadOnlyList<Candidate> family)
    {
        var verdicts = new List<Verdict>();
        foreach (var candidate in family)
        {
            verdicts.Add(Judge(candidate));
            if (verdicts[^1] is NotMade)
                break;
        }
        var best = verdicts.OfType<Fits>().MinBy(fits => fits.Estimate.Time) ?? verdicts[0];
        return verdicts[^1] is NotMade last && last != best ? [best, last] : [best];
    }

    private Verdict Judge(Candidate candidate)
    {
        var spec = candidate.Spec;
        if (Shortage(candidate) is { } least)
            return least;
        try
        {
            using var limit = new CancellationTokenSource(patience);
            var schedule = spec.Build(new BuildOptions { Cancellation = limit.Token });
            if (Effort.TooMuch(spec, schedule, machine) is { } reason)
                return new NotMade(spec, reason);
            var estimate = Estimate.Of(candidate, schedule, machine);
            return Shortage(spec, estimate.Ram, estimate.Disk) ?? (Verdict)new Fits(spec, estimate);
        }
        catch (OperationCanceledException)
        {
            return new NotMade(spec, $"its table takes longer than {patience.TotalSeconds} s");
        }
        catch (ArgumentOutOfRangeException refused)
        {
            return new NotMade(spec, ParameterErrors.Sentence(refused, spec));
        }
        catch (OverflowException)
        {
            return new NotMade(spec, "what it takes is more than 64 bits hold");
        }
    }

    /// <summary>Verdicts that are plain before a schedule is built: there is no slot, or not even
    /// room for WORK.</summary>
    private TooBig? Shortage(Candidate candidate) =>
        candidate.Missing(machine) switch
        {
            null => Shortage(candidate.Spec, machine.DependencySize, 0),
            Storage.Ram => Shortage(candidate.Spec, (double)candidate.UnitSize + machine.DependencySize, 0),
            _ => Shortage(candidate.Spec, machine.DependencySize, candidate.UnitSize),
        };

    private TooBig? Shortage(ScheduleSpec spec, double ram, double disk) =>
        ram > machine.Ram ? new(spec, Resource.Ram, ram, machine.Ram)
        : spec.Levels.Count <= 2 && disk > machine.Disk ? new(spec, Resource.Disk, disk, machine.Disk)
        : null;
}

/// <summary>Verdicts on all candidates.</summary>
/// <param name="Fitting">The best first.</param>
/// <param name="Others">Those that do not fit, or could not be made.</param>
internal sealed record Ranking(IReadOnlyList<Fits> Fitting, IReadOnlyList<Verdict> Others);
