using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Use of RAM beneath slower levels: of the segments between the checkpoints of
/// those.</summary>
public sealed class InRam
{
    private InRam(Core.InRam core) => ToCore = core;

    internal Core.InRam ToCore { get; }

    /// <summary>Restart data, binomially, a slot each. As many forward steps with any
    /// trajectory: <see cref="Trajectory.Largest"/> gives the published streams, and
    /// <see cref="Trajectory.Maximum"/> writes the fewest checkpoints.</summary>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of them.</exception>
    public static InRam Binomial(Trajectory trajectory) => new(Core.InRam.NewBinomial(Map.Trajectory(trajectory)));

    /// <summary>Restart data or dependencies, whichever is cheaper, as by
    /// <see cref="CheckpointSchedule.UnitSizes"/>: slots in RAM are units then, and slower levels
    /// keep restart data.</summary>
    /// <param name="restartUnits">Units that the restart data of a step take, 1 to 10^18: checked when a schedule is made
    /// with it.</param>
    /// <param name="dependencyUnits">Units that the dependencies of a step take, likewise.</param>
    /// <param name="stifflyAccurate">Whether the dependencies of a step also restart the next one.</param>
    public static InRam Mixed(long restartUnits, long dependencyUnits, bool stifflyAccurate = false) =>
        new(Core.InRam.NewMixed(new Core.UnitSize(restartUnits, dependencyUnits, stifflyAccurate)));

    internal static Core.InRam OrElse(InRam? inRam, Trajectory usual) => (inRam ?? Binomial(usual)).ToCore;

    /// <summary>The word of the command: <c>largest</c>, or <c>mixed:1:4</c>.</summary>
    public override string ToString() => Core.ParameterModule.write(Core.Value.NewInRam(ToCore)).Value;
}
