namespace Schedules.Interop.Tests.Readme;

/// <summary>x' = x + h x²: the derivative of the last x by the first, in a loop of one's own.</summary>
internal static class ByHand
{
    private const double H = 0.01;

    public static double Gradient(CheckpointSchedule schedule)
    {
        var (x, gradient) = (1.0, 1.0);
        var kept = new Dictionary<(Storage Level, long Step), double>();
        var recorded = new Dictionary<long, double>();

        foreach (var action in schedule)
        {
            switch (action)
            {
                case Forward f when !f.WriteAdjDeps || f.Storage == Storage.Work:
                    if (f.WriteIcs)
                        kept[(f.Storage, f.N0)] = x;
                    // The last Forward of a schedule that does not know its length may go past the end.
                    for (var step = f.N0; step < Math.Min(f.N1, schedule.Steps ?? f.N1); step++)
                    {
                        if (f.WriteAdjDeps)
                            recorded[step] = x;
                        x += H * x * x;
                    }
                    break;
                case Reverse r:
                    for (var step = r.N1 - 1; step >= r.N0; step--)
                        gradient *= 1 + 2 * H * recorded[step];
                    if (r.ClearAdjDeps)
                        recorded.Clear();
                    break;
                case Copy { To: Storage.Work } c:
                    x = kept[(c.From, c.N)];
                    break;
                case Move { To: Storage.Work } m:
                    kept.Remove((m.From, m.N), out x);
                    break;
                case Move { To: Storage.None } m: // deleted: x stays
                    kept.Remove((m.From, m.N));
                    break;
                case EndForward or EndReverse:
                    break;
                default: // to another level, or dependencies on a level
                    throw new NotSupportedException($"{action}");
            }
        }

        return gradient;
    }
}
