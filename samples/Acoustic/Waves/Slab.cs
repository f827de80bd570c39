using Schedules.Mpi;

namespace Schedules.Samples.Acoustic;

/// <summary>
/// The rows of a grid that one process calculates: all of them or, on ranks, one of as many slabs,
/// from the top down. The margins above and below a slab hold the rows of its neighbours that the
/// stencil reads, the halo. A point is calculated in the same way wherever it is, and no sum goes
/// over points of several slabs, so that the bits do not depend on the number of ranks.
/// </summary>
public sealed class Slab
{
    private readonly int above;
    private readonly int below;

    /// <summary>The slab of this process.</summary>
    /// <param name="whole">The whole grid: at least 8 rows for each rank.</param>
    /// <param name="group">The ranks; null for one process.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many ranks.</exception>
    public Slab(Grid whole, MpiGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(whole);
        (Whole, Group) = (whole, group);
        if (Ranks > whole.Nz / Grid.FewestPoints)
            throw new ArgumentOutOfRangeException(
                nameof(Ranks),
                $"{nameof(Ranks)} is {Ranks}; allowed: up to {whole.Nz / Grid.FewestPoints}, for {whole.Nz} rows, of which each has {Grid.FewestPoints} at least"
            );
        above = Rank == 0 ? MpiGroup.NoRank : Rank - 1;
        below = Rank == Ranks - 1 ? MpiGroup.NoRank : Rank + 1;
        FirstRow = RowOf(Rank);
        Grid = new Grid(whole.Nx, RowOf(Rank + 1) - FirstRow, whole.Spacing, whole.TimeStep);
    }

    /// <summary>The whole grid.</summary>
    public Grid Whole { get; }

    /// <summary>The grid of the slab alone, on which its fields lie.</summary>
    public Grid Grid { get; }

    /// <summary>The ranks; null for one process.</summary>
    public MpiGroup? Group { get; }

    /// <summary>The row of the whole grid that is the first one here.</summary>
    public int FirstRow { get; }

    /// <summary>The number of this process, from 0.</summary>
    public int Rank => Group?.Rank ?? 0;

    /// <summary>The number of processes.</summary>
    public int Ranks => Group?.Size ?? 1;

    /// <summary>The place in a field of the slab of what is at a place in one of the whole grid;
    /// null if another slab has it.</summary>
    internal int? Place(int offset)
    {
        var (x, z) = Whole.Point(offset);
        return Has(z) ? Grid.Offset(x, z - FirstRow) : null;
    }

    /// <summary>Whether a row of the whole grid is one of these.</summary>
    internal bool Has(int z) => z >= FirstRow && z < FirstRow + Grid.Nz;

    /// <summary>Fills the halo of a field with the rows of the neighbours. All ranks
    /// call it.</summary>
    internal void ExchangeHalo(double[] field)
    {
        if (Group is null)
            return;
        Span<double> Rows(int first) => field.AsSpan(Grid.RowStart(first), Grid.Margin * Grid.Stride);
        Group.SendReceive<double>(Rows(Grid.Nz - Grid.Margin), below, Rows(-Grid.Margin), above);
        Group.SendReceive<double>(Rows(0), above, Rows(Grid.Nz), below);
    }

    /// <summary>The sum of a number over the ranks, in their order. All ranks call it.</summary>
    internal double Sum(double value)
    {
        Group?.Sum(new Span<double>(ref value));
        return value;
    }

    /// <summary>The greatest of each number over the ranks. All ranks call it.</summary>
    internal long[] Greatest(ReadOnlySpan<long> values)
    {
        var greatest = values.ToArray();
        Group?.Maximum(greatest);
        return greatest;
    }

    /// <summary>Completes, on all ranks, numbers of which each has those of its rows. All ranks
    /// call it.</summary>
    /// <param name="values">A number for each point of the whole grid, row after row.</param>
    internal void Complete(double[] values)
    {
        for (var rank = 0; rank < Ranks; rank++)
            Group?.Broadcast(values.AsSpan((RowOf(rank) * Whole.Nx)..(RowOf(rank + 1) * Whole.Nx)), rank);
    }

    /// <summary>Ends a loop of steps that was cancelled: on all ranks at the same step.</summary>
    /// <param name="step">The step. All ranks call it in each.</param>
    /// <param name="cancellation">Of this rank.</param>
    /// <exception cref="OperationCanceledException">Any rank was cancelled.</exception>
    internal void ThrowIfCancelled(long step, CancellationToken cancellation)
    {
        const int StepsPerMeeting = 32;
        if (Group is null)
            cancellation.ThrowIfCancellationRequested();
        else if (step % StepsPerMeeting == 0)
        {
            Span<double> cancelled = [cancellation.IsCancellationRequested ? 1 : 0];
            Group.Maximum(cancelled);
            if (cancelled[0] > 0)
                throw new OperationCanceledException();
        }
    }

    private int RowOf(int rank) => (int)((long)Whole.Nz * rank / Ranks);
}
