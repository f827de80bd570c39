using Schedules.Runtime;

namespace Schedules.Samples.Burgers;

/// <summary>
/// The calculation as the runtime drives it. Restart data are the state; the dependencies of
/// a step are the state at its end. The control is the initial state, the functional the
/// energy of the last one.
/// </summary>
public sealed class BurgersModel : IAdjointModel, IAdjointState, IForwardChecksum
{
    private readonly BurgersScheme scheme;
    private readonly long steps;
    private readonly Action? afterStep;
    private readonly Dictionary<long, double[]> recorded = [];
    private readonly Stack<double[]> spare = new();
    private readonly double[] adjoint;
    private readonly double[] control;
    private double[] state;
    private double[] next;

    /// <summary>A calculation at its beginning.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="afterStep">Called after every forward and every adjoint step.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no nodes, or no steps.</exception>
    public BurgersModel(long steps, ReadOnlySpan<double> control, Action? afterStep = null)
    {
        scheme = new BurgersScheme(control.Length, steps);
        this.steps = steps;
        this.afterStep = afterStep;
        this.control = control.ToArray();
        state = control.ToArray();
        next = new double[control.Length];
        adjoint = new double[control.Length];
    }

    /// <summary>The functional, once the forward has got to its end.</summary>
    public double Energy { get; private set; }

    /// <summary>Its derivative by the control, once the adjoint has got to the beginning.</summary>
    public IReadOnlyList<double> Gradient => adjoint;

    /// <summary>The most bytes of dependencies that the model ever held.</summary>
    public long PeakBytes { get; private set; }

    /// <inheritdoc/>
    public long? Steps => steps;

    /// <inheritdoc/>
    public string Identity =>
        $"Burgers, {steps} steps, {state.Length} nodes, control {Bytes.Checksum<double>(control):x8}";

    /// <inheritdoc/>
    public bool BeginForward()
    {
        control.CopyTo(state, 0);
        return true;
    }

    /// <inheritdoc/>
    public long Advance(long n0, long n1) => Forward(n0, n1, false);

    /// <inheritdoc/>
    public long Record(long n0, long n1) => Forward(n0, n1, true);

    /// <inheritdoc/>
    public void EndForward(long n)
    {
        Energy = scheme.Energy(state);
        scheme.EnergyDerivative(state, adjoint);
    }

    /// <inheritdoc/>
    public void Reverse(long n1, long n0)
    {
        for (var step = n1 - 1; step >= n0; step--)
        {
            scheme.GoBack(recorded[step], adjoint);
            afterStep?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void ClearDependencies()
    {
        foreach (var vector in recorded.Values)
            spare.Push(vector);
        recorded.Clear();
    }

    /// <inheritdoc/>
    public long RestartBytes(long step) => Bytes.Of<double>(state.Length);

    /// <inheritdoc/>
    public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(state);

    /// <inheritdoc/>
    public void ReadRestart(long step, ref ByteReader reader) => reader.Read(state);

    /// <inheritdoc/>
    public long DependencyBytes(long step) => Bytes.Of<double>(state.Length);

    /// <inheritdoc/>
    public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(recorded[step]);

    /// <inheritdoc/>
    public void ReadDependencies(long step, ref ByteReader reader) => reader.Read(Keep(step));

    /// <inheritdoc/>
    public long AdjointBytes(long step) => Bytes.Of<double>(adjoint.Length + 1);

    /// <inheritdoc/>
    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        writer.Write(adjoint);
        writer.Write(Energy);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        reader.Read(adjoint);
        Energy = reader.Read<double>();
    }

    /// <inheritdoc/>
    public ulong Checksum() => Bytes.Checksum<double>(state);

    private long Forward(long n0, long n1, bool record)
    {
        for (var step = n0; step < n1; step++)
        {
            scheme.Advance(state, next);
            (state, next) = (next, state);
            if (record)
                state.CopyTo(Keep(step), 0);
            afterStep?.Invoke();
        }

        return n1;
    }

    private double[] Keep(long step)
    {
        var vector = spare.TryPop(out var free) ? free : new double[state.Length];
        recorded.Add(step, vector);
        PeakBytes = Math.Max(PeakBytes, sizeof(double) * (long)state.Length * recorded.Count);
        return vector;
    }
}
