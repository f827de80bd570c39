using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>Streams that differ from one in one place: one action missing, twice, changed in any
/// one part, or swapped with the next.</summary>
internal static class Mutations
{
    private static readonly Storage[] Places = [Storage.None, Storage.Work, Storage.Ram, Storage.Disk, (Storage)2];

    public static IEnumerable<IReadOnlyList<CheckpointAction>> Of(IReadOnlyList<CheckpointAction> stream)
    {
        for (var i = 0; i < stream.Count; i++)
        {
            yield return [.. stream.Take(i)];
            yield return With(stream, i, 1);
            yield return With(stream, i, 1, stream[i], stream[i]);
            if (i + 1 < stream.Count)
                yield return With(stream, i, 2, stream[i + 1], stream[i]);
            foreach (var other in Others(stream[i]))
                if (other != stream[i])
                    yield return With(stream, i, 1, other);
        }

        yield return [.. stream, new EndReverse()];
        yield return [.. stream, new Move(0, Storage.Ram, Storage.None)];
    }

    private static IReadOnlyList<CheckpointAction> With(
        IReadOnlyList<CheckpointAction> stream,
        int at,
        int removed,
        params CheckpointAction[] added
    ) => [.. stream.Take(at), .. added, .. stream.Skip(at + removed)];

    private static IEnumerable<CheckpointAction> Others(CheckpointAction action)
    {
        yield return new EndForward();
        yield return new EndReverse();
        foreach (var by in (long[])[-1, 1, 100, long.MinValue / 4])
        {
            switch (action)
            {
                case Forward forward:
                    yield return forward with
                    {
                        N0 = forward.N0 + by,
                    };
                    yield return forward with
                    {
                        N1 = forward.N1 + by,
                    };
                    break;
                case Reverse reverse:
                    yield return reverse with
                    {
                        N0 = reverse.N0 + by,
                    };
                    yield return reverse with
                    {
                        N1 = reverse.N1 + by,
                    };
                    break;
                case Copy copy:
                    yield return copy with
                    {
                        N = copy.N + by,
                    };
                    break;
                case Move move:
                    yield return move with
                    {
                        N = move.N + by,
                    };
                    break;
            }
        }

        switch (action)
        {
            case Forward forward:
                yield return forward with
                {
                    WriteIcs = !forward.WriteIcs,
                };
                yield return forward with
                {
                    WriteAdjDeps = !forward.WriteAdjDeps,
                };
                yield return forward with
                {
                    N1 = Forward.OpenEnd,
                };
                foreach (var place in Places)
                    yield return forward with
                    {
                        Storage = place,
                    };
                break;
            case Reverse reverse:
                yield return reverse with
                {
                    ClearAdjDeps = !reverse.ClearAdjDeps,
                };
                break;
            case Copy copy:
                yield return new Move(copy.N, copy.From, copy.To);
                foreach (var place in Places)
                {
                    yield return copy with
                    {
                        From = place,
                    };
                    yield return copy with
                    {
                        To = place,
                    };
                }

                break;
            case Move move:
                yield return new Copy(move.N, move.From, move.To);
                foreach (var place in Places)
                {
                    yield return move with
                    {
                        From = place,
                    };
                    yield return move with
                    {
                        To = place,
                    };
                }

                break;
        }
    }
}
