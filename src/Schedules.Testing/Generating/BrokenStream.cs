using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>The actions of a schedule, broken in one place.</summary>
public sealed class BrokenStream
{
    // No schedule here has so many levels.
    private const int Elsewhere = 100;

    private BrokenStream(ScheduleSpec spec, StreamFault fault, int index, IReadOnlyList<CheckpointAction> actions)
    {
        Spec = spec;
        Fault = fault;
        Index = index;
        Actions = actions;
        Options = spec.Build().RefereeOptions;
    }

    /// <summary>The schedule.</summary>
    public ScheduleSpec Spec { get; }

    /// <summary>The way in which it is broken.</summary>
    public StreamFault Fault { get; }

    /// <summary>The index of the action that is changed.</summary>
    public int Index { get; }

    /// <summary>The actions, broken.</summary>
    public IReadOnlyList<CheckpointAction> Actions { get; }

    /// <summary>What the schedule is allowed.</summary>
    public RefereeOptions Options { get; }

    /// <summary>A schedule, broken in one way in each place where that is possible.</summary>
    /// <param name="spec">The schedule.</param>
    /// <param name="fault">The way.</param>
    public static IEnumerable<BrokenStream> All(ScheduleSpec spec, StreamFault fault)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var schedule = spec.Build();
        List<CheckpointAction> actions = [.. schedule];
        return actions
            .Select((_, index) => (index, Put: Instead(fault, actions, index, schedule.Adjoints)))
            .Where(change => change.Put is not null)
            .Select(change => new BrokenStream(
                spec,
                fault,
                change.index,
                [.. actions[..change.index], .. change.Put!, .. actions[(change.index + 1)..]]
            ));
    }

    /// <summary>The schedule, the way and the place.</summary>
    public override string ToString() => $"{Spec}, {Fault} at action {Index}";

    /// <summary>What stands in the place of an action; null if it cannot be broken in
    /// this way.</summary>
    private static CheckpointAction[]? Instead(
        StreamFault fault,
        List<CheckpointAction> actions,
        int index,
        long? adjoints
    ) =>
        (fault, actions[index]) switch
        {
            (StreamFault.ReverseLeftOut, Reverse) => [],
            (StreamFault.ReverseRepeated, Reverse reverse) => [reverse, reverse],
            (StreamFault.ForwardElsewhere, Forward forward) =>
            [
                forward with
                {
                    N0 = forward.N0 + 1,
                    N1 = Math.Max(forward.N1, forward.N0 + 2),
                },
            ],
            (StreamFault.CheckpointNotWritten, Forward { WriteIcs: true, WriteAdjDeps: false, Storage: >= 0 } forward)
                when IsRead(actions, index, forward) => [forward with { WriteIcs = false, Storage = Storage.Work }],
            (StreamFault.CheckpointReadElsewhere, Copy copy) => [copy with { From = copy.From + Elsewhere }],
            (StreamFault.CheckpointReadElsewhere, Move move) => [move with { From = move.From + Elsewhere }],
            (StreamFault.CheckpointLeftBehind, Move { To: Storage.None }) when adjoints == 1 => [],
            (StreamFault.CheckpointLeftBehind, Move move) when adjoints == 1 => [new Copy(move.N, move.From, move.To)],
            (StreamFault.EndLeftOut, _) when index == actions.Count - 1 => [],
            _ => null,
        };

    private static bool IsRead(List<CheckpointAction> actions, int index, Forward forward) =>
        actions
            .Skip(index + 1)
            .Any(action =>
                action switch
                {
                    Copy copy => (copy.N, copy.From) == (forward.N0, forward.Storage),
                    Move move => (move.N, move.From) == (forward.N0, forward.Storage),
                    _ => false,
                }
            );
}
