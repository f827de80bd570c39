using System.Globalization;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Choice of the period of <see cref="CheckpointSchedule.PeriodicDiskRevolve"/> and of
/// <see cref="CheckpointSchedule.AsyncPeriodicDisk"/>: it follows from the slots and the costs, not from the
/// number of steps.</summary>
public sealed class DiskPeriod
{
    private DiskPeriod(Core.DiskPeriod core) => ToCore = core;

    internal Core.DiskPeriod ToCore { get; }

    /// <summary>The asymptotic optimum if each checkpoint on disk is read once.</summary>
    public static DiskPeriod OneRead { get; } = new(Core.DiskPeriod.OneRead);

    /// <summary>The period of least cost for each step, by trying: of wall time, for
    /// <see cref="CheckpointSchedule.AsyncPeriodicDisk"/>.</summary>
    public static DiskPeriod Searched { get; } = new(Core.DiskPeriod.Searched);

    /// <summary>The better of two periods in closed form.</summary>
    public static DiskPeriod ClosedFormula { get; } = new(Core.DiskPeriod.ClosedFormula);

    /// <summary>This one.</summary>
    /// <param name="period">Steps, 1 to 10^18: checked when a schedule is made with it.</param>
    public static DiskPeriod Given(long period) => new(Core.DiskPeriod.NewGiven(period));

    /// <summary>The period that a schedule of <see cref="CheckpointSchedule.PeriodicDiskRevolve"/>
    /// has.</summary>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public long For(int snapshotsInRam, bool oneReadDisk = false, CostModel? costs = null) =>
        Map.Value(Core.PeriodicDiskRevolve.period(ToCore, snapshotsInRam, oneReadDisk, CostModel.OrStandard(costs)));

    /// <summary>The name of the rule, and the period if it is given.</summary>
    public override string ToString() =>
        ToCore is Core.DiskPeriod.Given given
            ? string.Create(CultureInfo.InvariantCulture, $"Given {given.period}")
            : ToCore.ToString();
}
