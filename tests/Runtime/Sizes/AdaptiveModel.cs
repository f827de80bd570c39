namespace Schedules.Runtime.Tests.Sizes;

/// <summary>
/// A calculation on a mesh that is refined and coarsened as its state demands: how much there is to
/// keep is known only where the forward stands, and asking elsewhere is an error. What is restored
/// has to be as long as what was kept.
/// </summary>
internal sealed class AdaptiveModel(long steps, double control) : IAdjointModel, IAdjointState, IForwardChecksum
{
    private readonly Dictionary<long, double[]> recorded = [];

    /// <summary>How long the state was at each step: nothing that a user's model would have.</summary>
    private readonly Dictionary<long, int> truth = [];
    private double[] state = [control, 1];
    private double[] adjoint = [];
    private double gradient;
    private long at;
    private long adjointAt = -1;
    private double[] final = [];

    public long? Steps => steps;

    public string Identity => $"adaptive {control}";

    /// <summary>The derivative of the sum of squares of the final state, once it is known.</summary>
    public double? Gradient { get; private set; }

    /// <summary>The different sizes of states that it has come to.</summary>
    public int Sizes => truth.Values.Distinct().Count();

    /// <summary>What storing everything gives.</summary>
    public static double Expected(long steps, double control)
    {
        var model = new AdaptiveModel(steps, control);
        model.Record(0, steps);
        model.EndForward(steps);
        model.BeginAdjoint(0);
        model.Reverse(steps, 0);
        model.EndAdjoint(0);
        return model.Gradient!.Value;
    }

    public bool BeginForward()
    {
        (at, state) = (0, [control, 1]);
        return true;
    }

    public long Advance(long n0, long n1) => Go(n0, n1, false);

    public long Record(long n0, long n1) => Go(n0, n1, true);

    public void EndForward(long n) => final = state;

    public void BeginAdjoint(long index) =>
        (adjoint, gradient, adjointAt) = ([.. final.Select(value => 2 * value)], 0, steps);

    public void Reverse(long n1, long n0)
    {
        Assert.Equal(adjointAt, n1);
        for (var n = n1 - 1; n >= n0; n--)
        {
            var before = recorded[n];
            var back = new double[before.Length];
            for (var i = 0; i < adjoint.Length; i++)
                back[i % before.Length] += adjoint[i] * Weight(i, before.Length);
            for (var i = 0; i < before.Length; i++)
            {
                gradient += back[i] * 0.1 * Math.Cos(before[i] + control * (n % 5)) * (n % 5);
                back[i] *= 1 + 0.1 * Math.Cos(before[i] + control * (n % 5));
            }

            adjoint = back;
        }

        adjointAt = n0;
    }

    public void EndAdjoint(long index) => Gradient = gradient + adjoint[0];

    public void ClearDependencies() => recorded.Clear();

    public ulong Checksum() => Schedules.Runtime.Bytes.Checksum<double>(state);

    public long RestartBytes(long step)
    {
        // As an executor is made it is asked for step 0.
        Assert.True(at == step || step == 0);
        return 8 * state.Length;
    }

    public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(state);

    public void ReadRestart(long step, ref ByteReader reader)
    {
        state = Values(ref reader);
        at = step;
        Assert.True(!truth.TryGetValue(step, out var length) || length == state.Length);
    }

    public long DependencyBytes(long step) => step == 0 && recorded.Count == 0 ? 1 : 8 * recorded[step].Length;

    public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(recorded[step]);

    public void ReadDependencies(long step, ref ByteReader reader)
    {
        recorded[step] = Values(ref reader);
        Assert.True(!truth.TryGetValue(step, out var length) || length == recorded[step].Length);
    }

    public long AdjointBytes(long step) => 8 * (1 + adjoint.Length);

    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        Assert.Equal(adjointAt, step);
        writer.Write(gradient);
        writer.Write(adjoint);
    }

    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        gradient = reader.Read<double>();
        adjoint = Values(ref reader);
        adjointAt = step;
    }

    private static double[] Values(ref ByteReader reader)
    {
        var values = new double[reader.Remaining / 8];
        reader.Read(values);
        return values;
    }

    private static double Weight(int i, int length) => i < length ? 1 : 0.5;

    private long Go(long n0, long n1, bool record)
    {
        Assert.Equal(at, n0);
        for (var n = n0; n < n1; n++)
        {
            Assert.True(truth.TryAdd(n, state.Length) || truth[n] == state.Length);
            if (record)
                recorded[n] = state;
            var moved = state.Select(value => value + 0.1 * Math.Sin(value + control * (n % 5))).ToArray();
            // From 1 to 37 values, by what has been computed.
            var length = 1 + (int)(Math.Abs(moved[0]) * 1e6 % 37);
            state = [.. Enumerable.Range(0, length).Select(i => moved[i % moved.Length] * Weight(i, moved.Length))];
        }

        return at = n1;
    }
}
