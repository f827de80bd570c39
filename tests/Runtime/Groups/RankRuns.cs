using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>One calculation on many ranks: a model on each, which meets the others in every step.</summary>
internal sealed class RankRuns : IDisposable
{
    public const long Steps = 13;

    private readonly CheckpointExecutor?[] executors;

    /// <param name="size">The number of ranks.</param>
    public RankRuns(int size)
    {
        Group = new(size);
        executors = new CheckpointExecutor?[size];
        Models = new ToyModel[size];
    }

    public ThreadGroup Group { get; }

    public ToyModel[] Models { get; }

    public CheckpointExecutor this[int rank] => executors[rank]!;

    /// <summary>Makes the executors.</summary>
    /// <param name="schedule">The schedule of a rank.</param>
    /// <param name="options">Its options, without the group.</param>
    /// <param name="onStep">What else its model does in a step, before it meets the others; and after.</param>
    public IReadOnlyList<Exception?> Begin(
        Func<int, CheckpointSchedule> schedule,
        Func<int, RunOptions>? options = null,
        Action<int, long>? onStep = null,
        Action<int, long>? afterwards = null,
        Func<int, ToyModel>? model = null
    ) =>
        Group.Run(member =>
        {
            var rank = member.Rank;
            Models[rank] = model?.Invoke(rank) ?? new ToyModel(Steps, 0.7);
            Models[rank].OnStep = n =>
            {
                onStep?.Invoke(rank, n);
                member.Exchange(n);
                afterwards?.Invoke(rank, n);
            };
            executors[rank] = new CheckpointExecutor(
                Models[rank],
                schedule(rank),
                (options?.Invoke(rank) ?? new RunOptions()) with
                {
                    Group = member,
                }
            );
        });

    public IReadOnlyList<Exception?> Run(Func<int, CancellationToken>? token = null) =>
        Group.Run(member => executors[member.Rank]!.Run(token?.Invoke(member.Rank) ?? default));

    public void IsRight()
    {
        for (var rank = 0; rank < Group.Size; rank++)
        {
            Assert.True(executors[rank]!.IsComplete);
            Assert.Equal([ToyModel.Expected(Steps, 0.7)], Models[rank].Gradients);
        }

        Assert.Single(Group.Agreements.Distinct());
    }

    /// <summary>All stand at the same place.</summary>
    public void StandTogether()
    {
        Assert.Single(executors.Select(executor => executor!.Adjoint).Distinct());
        Assert.Single(Group.Agreements.Distinct());
    }

    /// <summary>All go on from the same place, or all have begun anew.</summary>
    public void HaveRecoveredTogether()
    {
        foreach (var executor in executors)
        {
            var (first, other) = (this[0].Recovery, executor!.Recovery);
            Assert.Equal((first?.Reversed, first?.Completed), (other?.Reversed, other?.Completed));
            Assert.Equal(first?.Used, other?.Used);
        }
    }

    public void Dispose()
    {
        foreach (var executor in executors)
            executor?.Dispose();
    }
}
