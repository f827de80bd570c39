using System.Runtime.ExceptionServices;

namespace Schedules.Runtime.Tests;

/// <summary>Ranks that are threads of this process. That all of them wait for each other is an
/// error at once, and not a test that does not end.</summary>
internal sealed class ThreadGroup(int size)
{
    private enum Doing
    {
        Running,
        Agreeing,
        Exchanging,
        Ended,
    }

    private readonly object gate = new();
    private readonly Doing[] doing = new Doing[size];
    private readonly long[] agreements = new long[size];
    private readonly List<(int Rank, long Tag)> exchanging = [];
    private long[] sums = [];
    private int agreeing;
    private long agreed;
    private long exchanged;
    private int? interrupted;
    private bool dead;

    public int Size { get; } = size;

    /// <summary>Called when all have come to an agreement, and none has gone on.</summary>
    public Action? OnAgreement { get; set; }

    /// <summary>Collectives of each rank.</summary>
    public IReadOnlyList<long> Agreements => agreements;

    public Member this[int rank] => new(this, rank);

    /// <summary>Has all ranks do something, each on a thread of its own: what each has thrown, or
    /// null.</summary>
    public IReadOnlyList<Exception?> Run(Action<Member> act)
    {
        var thrown = new Exception?[Size];
        Array.Fill(doing, Doing.Running);
        (interrupted, dead, agreeing) = (null, false, 0);
        exchanging.Clear();
        var threads = Enumerable
            .Range(0, Size)
            .Select(rank => new Thread(() =>
            {
                try
                {
                    act(this[rank]);
                }
                catch (Exception error)
                {
                    thrown[rank] = error;
                }

                lock (gate)
                    Wait(rank, Doing.Ended, () => true);
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (thrown.FirstOrDefault(error => error is Xunit.Sdk.XunitException) is { } wrong)
            ExceptionDispatchInfo.Throw(wrong);
        return thrown;
    }

    /// <summary>Under the gate.</summary>
    private void Wait(int rank, Doing what, Func<bool> isOver)
    {
        doing[rank] = what;
        while (!isOver())
        {
            if (!doing.Contains(Doing.Running))
                dead = true;
            if (dead)
            {
                Monitor.PulseAll(gate);
                Assert.Fail($"rank {rank} waits for ever: {string.Join(", ", doing)}");
            }

            Monitor.Wait(gate);
        }

        if (what != Doing.Ended)
            doing[rank] = Doing.Running;
        else
            Monitor.PulseAll(gate);
    }

    /// <summary>One of the ranks.</summary>
    public sealed class Member(ThreadGroup group, int rank) : IRunGroup
    {
        public int Rank => rank;

        public int Size => group.Size;

        public void Maximum(Span<long> values)
        {
            lock (group.gate)
            {
                group.agreements[rank]++;
                if (group.agreeing++ == 0)
                    group.sums = new long[values.Length];
                Assert.Equal(group.sums.Length, values.Length);
                for (var i = 0; i < values.Length; i++)
                    group.sums[i] = group.agreeing == 1 ? values[i] : Math.Max(group.sums[i], values[i]);
                var (mine, round) = (group.sums, group.agreed);
                if (group.agreeing == group.Size)
                {
                    group.OnAgreement?.Invoke();
                    (group.agreeing, group.interrupted) = (0, null);
                    group.agreed++;
                    for (var other = 0; other < group.Size; other++)
                        if (group.doing[other] == Doing.Agreeing)
                            group.doing[other] = Doing.Running;
                    Monitor.PulseAll(group.gate);
                }

                group.Wait(rank, Doing.Agreeing, () => group.agreed > round);
                mine.CopyTo(values);
            }
        }

        public void Interrupt()
        {
            lock (group.gate)
            {
                group.interrupted ??= rank;
                for (var other = 0; other < group.Size; other++)
                    if (group.doing[other] == Doing.Exchanging)
                        group.doing[other] = Doing.Running;
                Monitor.PulseAll(group.gate);
            }
        }

        /// <summary>What a model does in a step: no rank goes on before all are there.</summary>
        public void Exchange(long tag)
        {
            lock (group.gate)
            {
                group.exchanging.Add((rank, tag));
                Assert.All(group.exchanging, other => Assert.Equal(tag, other.Tag));
                var round = group.exchanged;
                if (group.exchanging.Count == group.Size)
                {
                    group.exchanging.Clear();
                    group.exchanged++;
                    for (var other = 0; other < group.Size; other++)
                        if (group.doing[other] == Doing.Exchanging)
                            group.doing[other] = Doing.Running;
                    Monitor.PulseAll(group.gate);
                }

                group.Wait(rank, Doing.Exchanging, () => group.exchanged > round || group.interrupted is not null);
                if (group.exchanged > round)
                    return;
                group.exchanging.RemoveAll(other => other.Rank == rank);
                throw new GroupException("let go", group.interrupted);
            }
        }
    }
}
