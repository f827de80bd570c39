using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Restart data read by a model that stands elsewhere: what a step then gives shows
/// whether they are all that it needs.</summary>
internal static class RestartTest
{
    /// <summary>Part of a difference that is in another direction than the largest one, where one
    /// number is missing: the step is nearly linear in it.</summary>
    private const double OneDirection = 0.05;

    public static GradientFinding? Run(StepStates states, long steps)
    {
        foreach (var step in states.Places(5).Where(step => step > 0 && step < steps))
        {
            states.GoTo(step);
            var restart = states.Write(step);
            states.GoOn(step, step + 1);
            var next = states.Write(step + 1);
            states.GoOn(step + 1, steps);
            var last = states.Write(steps);
            var differences = new List<byte[]>();
            foreach (var elsewhere in states.Places(7).Append(step).Distinct())
            {
                states.GoTo(elsewhere);
                states.Read(step, restart);
                if (!states.Write(step).AsSpan().SequenceEqual(restart))
                    return new(
                        GradientFault.RestartReadsDifferently,
                        $"restart data of step {step} that are read and written again are other bytes: ReadRestart or WriteRestart leaves "
                            + "something out, or has another order"
                    );
                states.GoOn(step, step + 1);
                var there = states.Write(step + 1);
                if (!there.AsSpan().SequenceEqual(next))
                    differences.Add(there);
                else
                {
                    states.GoOn(step + 1, steps);
                    if (!states.Write(steps).AsSpan().SequenceEqual(last))
                        return new(
                            GradientFault.MissingField,
                            $"from the restart data of step {step}, the step after is right and a later one is not: a field is missing in them "
                                + "that is used later"
                        );
                }
            }

            if (differences.Count > 0)
                return Missing(step, next, differences);
        }

        return null;
    }

    private static GradientFinding Missing(long step, byte[] right, List<byte[]> wrong)
    {
        var vectors = wrong.Select(bytes => Difference(Numbers(bytes), Numbers(right))).ToList();
        var largest = vectors.MaxBy(Norm)!;
        var square = Dot(largest, largest);
        var isNumber =
            largest.Length > 1
            && wrong.Count > 1
            && vectors.All(vector =>
                Norm(Difference(vector, Scaled(largest, Dot(vector, largest) / square))) <= OneDirection * Norm(vector)
            );
        var seen =
            $"step {step} from its restart data gives another state than in the forward, read at {wrong.Count} places";
        return isNumber
            ? new(
                GradientFault.MissingNumber,
                $"{seen}, always along one direction: one number is missing in them, such as the size of the time step"
            )
            : new(
                GradientFault.MissingField,
                $"{seen}: a field is missing in them, such as that of a step before, or whatever else a step uses that changes"
            );
    }

    /// <summary>What the bytes hold, as far as one can see: doubles or floats.</summary>
    private static double[] Numbers(byte[] bytes)
    {
        double[] doubles = [.. MemoryMarshal.Cast<byte, double>(bytes)];
        return bytes.Length % sizeof(double) == 0 && doubles.All(IsOrdinary)
            ? doubles
            : [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => IsOrdinary(value) ? value : 0.0)];
    }

    private static bool IsOrdinary(double value) => value == 0 || Math.Abs(value) is > 1e-60 and < 1e60;

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Scaled(double[] a, double factor) => [.. a.Select(x => x * factor)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));
}
