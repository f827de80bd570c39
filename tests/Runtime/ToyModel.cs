namespace Schedules.Runtime.Tests;

/// <summary>
/// A small nonlinear calculation that checks all that is done to it: the forward advances from
/// where it stands, every restored byte is what was written for that step, and no step is reversed
/// without its dependencies.
/// </summary>
internal class ToyModel(long steps, double control, bool knowsItsEnd = true, int size = 3)
    : IAdjointModel,
        IAdjointState,
        IForwardChecksum
{
    private readonly Dictionary<long, double[]> truth = [];
    private readonly Dictionary<long, double[]> dependencies = [];
    private readonly double[] adjoint = new double[size];
    private readonly double[] state = Start(control, size);
    private readonly double[] final = new double[size];
    private double gradient;
    private long forwardAt;
    private long? adjointAt;
    private bool nowhere;

    public long? Steps => knowsItsEnd || forwardAt == steps ? steps : null;

    public bool DependenciesRestart => IsStifflyAccurate;

    public string Identity => $"toy {control}";

    /// <summary>The derivative of half the square of the final state by the control, once an
    /// adjoint is complete.</summary>
    public List<double> Gradients { get; } = [];

    public Action<long>? OnStep { get; set; }

    /// <summary>Whether restored bytes are compared with what they were; a model of a
    /// user cannot.</summary>
    public bool Checks { get; init; } = true;

    /// <summary>Whether the dependencies of a step also restart the next one.</summary>
    public bool IsStifflyAccurate { get; init; }

    /// <summary>Steps whose dependencies are in WORK.</summary>
    protected int DependencyCount => dependencies.Count;

    /// <summary>Where the forward stands.</summary>
    protected long At => forwardAt;

    /// <summary>What storing everything gives.</summary>
    public static double Expected(long steps, double control, int size = 3)
    {
        var model = new ToyModel(steps, control, true, size);
        model.Record(0, steps);
        model.EndForward(steps);
        model.BeginAdjoint(0);
        model.Reverse(steps, 0);
        model.EndAdjoint(0);
        return model.Gradients.Single();
    }

    public virtual bool BeginForward()
    {
        Start(control, size).CopyTo(state, 0);
        (forwardAt, nowhere) = (0, false);
        return true;
    }

    public long Advance(long n0, long n1) => Go(n0, n1, false);

    public long Record(long n0, long n1) => Go(n0, n1, true);

    public void EndForward(long n)
    {
        Assert.Equal(steps, n);
        Assert.Equal(steps, forwardAt);
        state.CopyTo(final, 0);
    }

    public virtual void BeginAdjoint(long index)
    {
        final.CopyTo(adjoint, 0);
        (gradient, adjointAt) = (0, steps);
    }

    public void Reverse(long n1, long n0)
    {
        Assert.Equal(n1, adjointAt);
        for (var n = n1 - 1; n >= n0; n--)
        {
            OnStep?.Invoke(n);
            var x = dependencies[n];
            var after = (double[])adjoint.Clone();
            for (var i = 0; i < size; i++)
            {
                var slope = 0.1 * Math.Cos(x[i] + control * (n % 5));
                gradient += after[i] * slope * (n % 5);
                adjoint[i] = after[i] * (1 + slope) + 0.01 * after[(i + size - 1) % size];
            }
        }

        adjointAt = n0;
    }

    public void EndAdjoint(long index)
    {
        Assert.Equal(0, adjointAt);
        Gradients.Add(gradient + adjoint.Sum());
    }

    public void ClearDependencies() => dependencies.Clear();

    public long RestartBytes(long step) => 8 * size;

    public void WriteRestart(long step, ref ByteWriter writer)
    {
        Assert.False(nowhere);
        Assert.Equal(step, forwardAt);
        writer.Write(state);
    }

    public void ReadRestart(long step, ref ByteReader reader)
    {
        reader.Read(state);
        (forwardAt, nowhere) = (step, false);
        IsTrue(step);
    }

    public long DependencyBytes(long step) => 8 * size + 8;

    public void WriteDependencies(long step, ref ByteWriter writer)
    {
        writer.Write(dependencies[step]);
        writer.Write(step);
    }

    public void ReadDependencies(long step, ref ByteReader reader)
    {
        dependencies.Add(step, new double[size]);
        reader.Read(dependencies[step]);
        Assert.Equal(step, reader.Read<long>());
        if (Checks && truth.TryGetValue(step, out var expected))
            Assert.Equal(expected, dependencies[step]);
        if (!IsStifflyAccurate)
            return;
        dependencies[step].CopyTo(state, 0);
        Step(step);
        forwardAt = step + 1;
    }

    public virtual long AdjointBytes(long step) => 8 * (size + size + 1);

    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        Assert.Equal(step, adjointAt);
        writer.Write(adjoint);
        writer.Write(final);
        writer.Write(gradient);
    }

    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        reader.Read(adjoint);
        reader.Read(final);
        gradient = reader.Read<double>();
        adjointAt = step;
    }

    public virtual ulong Checksum()
    {
        var sum = 0ul;
        foreach (var value in state)
            sum = sum * 31 + BitConverter.DoubleToUInt64Bits(value);
        return sum;
    }

    private static double[] Start(double control, int size) =>
        [.. Enumerable.Range(0, size).Select(i => control + 0.3 * i)];

    private long Go(long n0, long n1, bool record)
    {
        Assert.Equal(n0, forwardAt);
        Assert.True(n1 > n0);
        var end = Math.Min(n1, steps);
        for (var n = n0; n < end; n++)
        {
            OnStep?.Invoke(n);
            IsTrue(n);
            if (record)
                dependencies.Add(n, Step(n));
            else
                Step(n);
            forwardAt = n + 1;
        }

        return end;
    }

    /// <summary>One step; gives the state before it.</summary>
    private double[] Step(long n)
    {
        var before = (double[])state.Clone();
        for (var i = 0; i < size; i++)
            state[i] = before[i] + 0.1 * Math.Sin(before[i] + control * (n % 5)) + 0.01 * before[(i + 1) % size];
        return before;
    }

    private void IsTrue(long n)
    {
        if (!truth.TryGetValue(n, out var expected))
            truth.Add(n, [.. state]);
        else if (Checks)
            Assert.Equal(expected, state);
    }
}
