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

    /// <summary>When actions begin: of each or, of more than are worth keeping, of one in so many
    /// at equal distances.</summary>
    private sealed class Starts
    {
        private const int Most = 2048;
        private readonly List<double> times = [];
        private long count;
        private long distance = 1;
        private double end;

        /// <summary>The next one; the last is when all is over.</summary>
        public void Add(double time)
        {
            if (times.Count == Most && count % distance == 0)
            {
                for (var index = 0; index < Most / 2; index++)
                    times[index] = times[2 * index];
                times.RemoveRange(Most / 2, Most / 2);
                distance *= 2;
            }

            if (count % distance == 0)
                times.Add(time);
            (end, count) = (time, count + 1);
        }

        public double Remaining(double actions)
        {
            var last = count - 1;
            if (actions >= last)
                return 0;
            var index = (int)(actions / distance);
            var (from, next) = (index * distance, Math.Min((index + 1) * distance, last));
            var then = next == last ? end : times[index + 1];
            var now = times[index] + ((then - times[index]) * (actions - from) / (next - from));
            return Math.Max(0, end - now);
        }
    }
}
