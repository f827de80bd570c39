using Schedules.Interop;

namespace Schedules.Interleavings;

/// <summary>What the levels have to hold after the actions that were carried out.</summary>
internal sealed class Kept(IReadOnlyDictionary<Storage, WatchedStore> stores)
{
    private readonly HashSet<(Storage Level, long Step)> kept = [];

    /// <summary>What is being moved to another level, which does not have it yet.</summary>
    private readonly Dictionary<(Storage Level, long Step), Storage> moving = [];
    private CheckpointAction? current;

    /// <summary>An action begins.</summary>
    public void Begin(CheckpointAction action)
    {
        current = action;
        if (action is Move { To: >= Storage.Ram } move)
            moving.Add((move.From, move.N), move.To);
    }

    /// <summary>An action has been carried out.</summary>
    public void End(CheckpointAction action)
    {
        current = null;
        switch (action)
        {
            case Forward { Storage: >= Storage.Ram } forward when forward.WriteIcs || forward.WriteAdjDeps:
                kept.Add((forward.Storage, forward.N0));
                break;
            case Copy { To: >= Storage.Ram } copy:
                kept.Add((copy.To, copy.N));
                break;
            case Move move:
                kept.Remove((move.From, move.N));
                if (move.To >= Storage.Ram)
                    kept.Add((move.To, move.N));
                break;
            default:
                break;
        }
    }

    /// <summary>A checkpoint has been written.</summary>
    public void Written(Storage level, long step)
    {
        foreach (var (from, to) in moving)
            if (to == level && from.Step == step)
                moving.Remove(from);
    }

    /// <summary>A checkpoint is about to be deleted.</summary>
    public void Deleting(Storage level, long step)
    {
        if (moving.TryGetValue((level, step), out var to))
            Interleaving.Fail($"the checkpoint of step {step} is deleted before {to} has it");
    }

    /// <summary>All requests have been fulfilled.</summary>
    /// <param name="brokenOff">Whether an action may have been carried out in part.</param>
    public void Check(bool brokenOff)
    {
        foreach (var (level, store) in stores)
        {
            var held = store.Labels.Select(label => label.Step).ToHashSet();
            var expected = kept.Where(key => key.Level == level).Select(key => key.Step).ToHashSet();
            var differ = held.Except(expected)
                .Concat(expected.Except(held))
                .Where(step => !brokenOff || !IsCurrent(step))
                .ToList();
            if (differ.Count > 0)
                Interleaving.Fail($"{level} holds {Text(held)}, and is to hold {Text(expected)}");
        }
    }

    private bool IsCurrent(long step) =>
        current switch
        {
            Forward forward => forward.N0 == step,
            Copy copy => copy.N == step,
            Move move => move.N == step,
            _ => false,
        };

    private static string Text(IEnumerable<long> steps) => $"[{string.Join(", ", steps.Order())}]";
}
