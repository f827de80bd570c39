using Core = Schedules.FSharp;

namespace Schedules.Interop;

public sealed partial class CheckpointSchedule
{
    /// <summary>
    /// A schedule that completes a calculation that was broken off: the same family, from those
    /// of the survivors that serve best, with the best policy for what remains. Its forward
    /// starts at step 0, in the initial state, and its adjoint where its state was saved.
    /// <see cref="EndForward"/> is part of it if that was not. It can break off and be
    /// recovered in its turn.
    /// </summary>
    /// <remarks>Adjoint calculations that have been completed do not count. <see cref="Adjoints"/>
    /// is 1 where something of the sweep is missing that further ones would need. Never dearer than
    /// reversing what remains without any survivor: in forward steps or, if the family weighs
    /// costs, by these.</remarks>
    /// <param name="site">What is known.</param>
    /// <exception cref="ArgumentNullException"><paramref name="site"/> is null.</exception>
    /// <exception cref="ArgumentException">It cannot be so: names what is wrong, and what is
    /// allowed.</exception>
    public CheckpointSchedule Recover(InterruptedRun site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new(Map.Value(Core.Recovery.recover(site.ToCore(), core)), Costs);
    }

    /// <summary>The same, from those of the survivors that this schedule can have left,
    /// where others may be among them: of another run, or deleted and come back after a
    /// power cut.</summary>
    /// <param name="site">What is known.</param>
    /// <param name="misfits">The others, to be deleted.</param>
    /// <exception cref="ArgumentNullException"><paramref name="site"/> is null.</exception>
    /// <exception cref="ArgumentException">It cannot be so, whatever has survived: names what is
    /// wrong, and what is allowed.</exception>
    public CheckpointSchedule Recover(InterruptedRun site, out IReadOnlyList<Misfit> misfits)
    {
        ArgumentNullException.ThrowIfNull(site);
        var (rest, others) = Map.Value(Core.Recovery.recoverFitting(site.ToCore(), core));
        misfits = [.. others.Select(Misfit.From)];
        return new(rest, Costs);
    }

    /// <summary>The checkpoints that are there when it starts, the latest first: those of the
    /// survivors that a recovered schedule uses. Delete the others first, for their places may be
    /// written to. None of a schedule that has not been recovered.</summary>
    public IReadOnlyList<KeptCheckpoint> StartsWith =>
        [
            .. core.StartsWith.Select(held => new KeptCheckpoint(
                (Storage)held.Level,
                held.Step,
                held.Holding.IsRestartData,
                held.Holding.IsDependencies ? held.Until : held.Step
            )),
        ];

    /// <summary>Whether it begins elsewhere than at the beginning: it has been recovered, and
    /// something had survived.</summary>
    public bool IsRecovered => !core.StartPoint.IsInitial;
}
