using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>What remains of a run, by the prediction: when each of its actions begins on a machine.
/// The pass over the actions takes a part of them at a time, so that being told costs the run
/// little however many there are, and begins anew with what has been measured by then.</summary>
/// <param name="run">What is to be carried out.</param>
internal sealed class Outlook(WallTime run)
{
    /// <summary>Gone through in about a millisecond.</summary>
    private const int ActionsAtOnce = 8192;

    private IEnumerator<double>? pass;
    private Starts passed = new();
    private Starts? latest;

    /// <summary>What remains after so many actions, and a part of the next, in seconds; null until
    /// all actions have been gone through.</summary>
    /// <param name="actions">Actions carried out.</param>
    /// <param name="machine">The machine, as far as it has been measured.</param>
    public double? Remaining(double actions, Machine machine)
    {
        GoOn(machine);
        return latest?.Remaining(actions);
    }

    private void GoOn(Machine machine)
    {
        if (pass is null)
        {
            passed = new();
            pass = run.Starts(machine).GetEnumerator();
        }

        for (var count = 0; count < ActionsAtOnce; count++)
        {
            if (pass.MoveNext())
            {
                passed.Add(pass.Current);
                continue;
            }

            latest = passed;
            pass.Dispose();
            pass = null;
            return;
        }
    }

    /// <summary>When actions begin: of each or, of more than are worth keeping, of so many that from
    /// one to the next there is little time, or one action.</summary>
    private sealed class Starts
    {
        private const int Most = 2048;
        private readonly List<(long Action, double Time)> kept = [];
        private (long Action, double Time) latest = (-1, 0);

        /// <summary>The time that there may be from one to the next.</summary>
        private double little;

        /// <summary>The next one; the last is when all is over.</summary>
        public void Add(double time)
        {
            if (latest.Action < 0)
                kept.Add((0, time));
            else if (time - kept[^1].Time > little && latest.Action > kept[^1].Action)
                kept.Add(latest);
            latest = (latest.Action + 1, time);
            if (kept.Count == Most)
                Thin();
        }

        public double Remaining(double actions)
        {
            if (actions >= latest.Action)
                return 0;
            var (low, high) = (0, kept.Count);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                (low, high) = kept[middle].Action <= actions ? (middle, high) : (low, middle);
            }

            var (from, to) = (kept[low], high < kept.Count ? kept[high] : latest);
            var part = (actions - from.Action) / (to.Action - from.Action);
            return Math.Max(0, latest.Time - from.Time - (part * (to.Time - from.Time)));
        }

        /// <summary>Half of them at most stay, as if only these had been kept.</summary>
        private void Thin()
        {
            little = 4 * (latest.Time - kept[0].Time) / Most;
            var (count, stays) = (1, 0);
            for (var next = 1; next < kept.Count; next++)
            {
                if (kept[next].Time - kept[stays].Time <= little || next - 1 == stays)
                    continue;
                stays = next - 1;
                kept[count++] = kept[stays];
            }

            kept[count++] = kept[^1];
            kept.RemoveRange(count, kept.Count - count);
        }
    }
}
