namespace Schedules.Runtime;

/// <summary>What the ranks agree on. All go through the same meetings in the same order, one that
/// fails too: it tells the others at the next one. A meeting is one collective.</summary>
internal sealed partial class Agreement
{
    /// <summary>Places of the numbers of a meeting: of each the greatest is taken.</summary>
    private enum Slot
    {
        Failed,
        Broken,
        Stop,
        Due,
        Busy,
        Steps,
        LeastSteps,
        Position,
        LeastPosition,
        Count,
    }

    private readonly IRunGroup group;
    private readonly long[] votes = new long[(int)Slot.Count];

    private Agreement(IRunGroup group) => this.group = group;

    /// <summary>That of a group; null if there is nobody to agree with.</summary>
    /// <exception cref="ArgumentException">The group says what cannot be.</exception>
    public static Agreement? Of(IRunGroup? group) =>
        group is null || group is { Size: 1, Rank: 0 } ? null
        : group.Rank < 0 || group.Rank >= group.Size
            ? throw new ArgumentException(
                $"Rank of the group is {group.Rank}, and Size {group.Size}; allowed: from 0 to Size - 1",
                nameof(group)
            )
        : new(group);

    /// <summary>The number of this process.</summary>
    public int Rank => group.Rank;

    /// <summary>The number of processes.</summary>
    public int Size => group.Size;

    /// <summary>Both.</summary>
    public RankPlace Place => new(Rank, Size);

    /// <summary>Whether the others know why this rank has left the run.</summary>
    public bool IsTold { get; private set; }

    /// <summary>Whether a rank had failed at the last meeting.</summary>
    public bool HasFailed => Sum(Slot.Failed) > 0;

    /// <summary>This rank takes part again, with all others.</summary>
    public void Begin() => IsTold = false;

    /// <summary>All ranks are at the same place, and none has failed.</summary>
    /// <param name="vote">What this one says.</param>
    /// <returns>What all say.</returns>
    /// <exception cref="GroupException">One has failed, or they are not at the
    /// same place.</exception>
    public Outcome Meet(in Vote vote)
    {
        Vote(Slot.Failed, 0);
        Vote(Slot.Broken, 0);
        Vote(Slot.Stop, vote.Stop ? group.Size - group.Rank : 0);
        Vote(Slot.Due, vote.Due ? 1 : 0);
        Vote(Slot.Busy, vote.Busy ? 1 : 0);
        Vote(Slot.Steps, vote.Steps ?? 0);
        Vote(Slot.LeastSteps, -(vote.Steps ?? 0));
        Vote(Slot.Position, vote.Position);
        Vote(Slot.LeastPosition, -vote.Position);
        Count();
        ThrowIfFailed();
        if (Sum(Slot.Steps) != -Sum(Slot.LeastSteps))
            throw Told(
                new GroupException(
                    -Sum(Slot.LeastSteps) is var least && least > 0
                        ? $"the calculation has ended at step {least} on one rank, and at step {Sum(Slot.Steps)} on another: a model of many "
                            + "ranks finds its end on all of them together"
                        : $"the calculation has ended at step {Sum(Slot.Steps)} on one rank, and goes on on another: a model of many ranks finds "
                            + "its end on all of them together",
                    null
                )
            );
        if (Sum(Slot.Position) != -Sum(Slot.LeastPosition))
            throw Told(
                new GroupException(
                    "the ranks have come to different actions: all of them run the same schedule, with the same options and calls",
                    null
                )
            );
        return new(StopOf(), Sum(Slot.Due) > 0, Sum(Slot.Busy) > 0);
    }

    /// <summary>Tells the others at the next meeting that this rank fails, or stops by itself,
    /// unless they know.</summary>
    /// <param name="own">What it throws.</param>
    /// <param name="stops">Whether it has been cancelled, and has not failed.</param>
    /// <param name="breaks">Whether the run cannot go on.</param>
    /// <returns>What it throws instead, if it was only let go by another one that has
    /// failed.</returns>
    public GroupException? Tell(Exception own, bool stops, bool breaks)
    {
        if (IsTold)
            return null;
        IsTold = true;
        if (breaks)
            group.Interrupt();
        Array.Fill(votes, long.MinValue);
        // A rank that was let go by another one has not failed by itself.
        var code = group.Size - group.Rank + (own is GroupException ? 0 : group.Size);
        Vote(Slot.Failed, stops ? 0 : code);
        Vote(Slot.Broken, breaks ? 1 : 0);
        Vote(Slot.Stop, stops ? group.Size - group.Rank : 0);
        Count();
        var failure = Sum(Slot.Failed) > 0 ? Failure(own) : null;
        return own is GroupException ? failure : null;
    }

    /// <summary>What a rank throws when another one is to stop.</summary>
    public OperationCanceledException Stopped(int rank)
    {
        IsTold = true;
        return new($"the run stops in good order on all ranks, because rank {rank} of {group.Size} is to stop");
    }

    private int? StopOf() => Sum(Slot.Stop) is > 0 and var stop ? group.Size - (int)stop : null;

    private void ThrowIfFailed()
    {
        if (Sum(Slot.Failed) > 0)
            throw Told(Failure(null));
    }

    /// <summary>The first that has failed, and what it throws.</summary>
    /// <param name="own">What is thrown here, if anything is.</param>
    private GroupException Failure(Exception? own)
    {
        var (failed, broken) = (Sum(Slot.Failed), Sum(Slot.Broken) > 0);
        var rank = group.Size - (int)(failed > group.Size ? failed - group.Size : failed);
        var text = Share(rank, own is null ? "" : $"{own.GetType().Name}: {own.Message}");
        return new($"rank {rank} of {group.Size} has failed: {text}", rank) { CanRunAgain = !broken };
    }

    private T Told<T>(T exception)
        where T : Exception
    {
        IsTold = true;
        return exception;
    }

    private void Vote(Slot place, long value) => votes[(int)place] = value;

    private long Sum(Slot place) => votes[(int)place];

    private void Count() => group.Maximum(votes);
}

/// <summary>What a rank says at a meeting.</summary>
/// <param name="Stop">Whether it is to stop.</param>
/// <param name="Due">Whether the adjoint's state is to be written.</param>
/// <param name="Busy">Whether one is being written.</param>
/// <param name="Steps">The number of steps, if it is known.</param>
/// <param name="Position">Where it is: the same number for the same place.</param>
internal readonly record struct Vote(bool Stop, bool Due, bool Busy, long? Steps, long Position);

/// <summary>What all ranks have agreed on at a meeting.</summary>
/// <param name="Stop">The first that is to stop; null if none is.</param>
/// <param name="Due">Whether the adjoint's state is to be written.</param>
/// <param name="Busy">Whether some rank is writing one.</param>
internal readonly record struct Outcome(int? Stop, bool Due, bool Busy);
