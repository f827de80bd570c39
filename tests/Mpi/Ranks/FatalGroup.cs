using Schedules.Runtime;

namespace Schedules.Mpi.Tests.Ranks;

/// <summary>A group of which one rank dies as it is about to agree on something.</summary>
internal sealed class FatalGroup(MpiGroup group, Happening? death) : IRunGroup
{
    public int Rank => group.Rank;

    public int Size => group.Size;

    public void Maximum(Span<long> values)
    {
        if (death?.IsNow() == true)
            Happening.Die();
        group.Maximum(values);
    }

    public void Interrupt() => group.Interrupt();
}
