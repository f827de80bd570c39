using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>
/// A pendulum with friction, and its adjoint: how does its last angle depend on the first angle, the first velocity and the
/// friction? The documentation shows this file region by region.
/// </summary>
public sealed class PendulumModel(long steps, double angle, double velocity, double friction)
    : IAdjointModel,
        IAdjointState,
        IForwardChecksum
{
    private const double Dt = 0.01;

    #region state
    private readonly Dictionary<long, (double Angle, double Velocity)> recorded = [];
    private double angle = angle;
    private double velocity = velocity;
    private double angleAdjoint;
    private double velocityAdjoint;
    private double frictionAdjoint;

    /// <inheritdoc/>
    public long? Steps => steps;

    /// <inheritdoc/>
    public int RestartBytes => 2 * sizeof(double);

    /// <inheritdoc/>
    public int DependencyBytes => 2 * sizeof(double);

    /// <inheritdoc/>
    public string Identity => $"pendulum, {steps} steps, friction {friction}";

    #endregion

    /// <summary>The last angle, once the forward has got to its end.</summary>
    public double LastAngle { get; private set; }

    /// <summary>Its derivatives by the first angle, the first velocity and the friction, once the adjoint is
    /// complete.</summary>
    public (double Angle, double Velocity, double Friction) Gradient =>
        (angleAdjoint, velocityAdjoint, frictionAdjoint);

    #region forward
    /// <inheritdoc/>
    public long Advance(long n0, long n1)
    {
        for (var n = n0; n < n1; n++)
            Step();
        return n1;
    }

    /// <inheritdoc/>
    public long Record(long n0, long n1)
    {
        for (var n = n0; n < n1; n++)
        {
            recorded.Add(n, (angle, velocity));
            Step();
        }

        return n1;
    }

    private void Step()
    {
        velocity -= Dt * (Math.Sin(angle) + friction * velocity);
        angle += Dt * velocity;
    }

    #endregion

    #region adjoint
    /// <inheritdoc/>
    public void EndForward(long n) => LastAngle = angle;

    /// <inheritdoc/>
    public void BeginAdjoint(long index) => (angleAdjoint, velocityAdjoint, frictionAdjoint) = (1, 0, 0);

    /// <inheritdoc/>
    public void Reverse(long n1, long n0)
    {
        for (var n = n1 - 1; n >= n0; n--)
        {
            var (before, speed) = recorded[n];
            var after = velocityAdjoint + Dt * angleAdjoint;
            frictionAdjoint -= Dt * speed * after;
            angleAdjoint -= Dt * Math.Cos(before) * after;
            velocityAdjoint = (1 - Dt * friction) * after;
        }
    }

    /// <inheritdoc/>
    public void ClearDependencies() => recorded.Clear();

    #endregion

    #region bytes
    /// <inheritdoc/>
    public void WriteRestart(long step, Span<byte> target)
    {
        var writer = new SpanWriter(target);
        writer.Write(angle);
        writer.Write(velocity);
    }

    /// <inheritdoc/>
    public void ReadRestart(long step, ReadOnlySpan<byte> source)
    {
        var reader = new SpanReader(source);
        angle = reader.Read<double>();
        velocity = reader.Read<double>();
    }

    /// <inheritdoc/>
    public void WriteDependencies(long step, Span<byte> target)
    {
        var writer = new SpanWriter(target);
        writer.Write(recorded[step].Angle);
        writer.Write(recorded[step].Velocity);
    }

    /// <inheritdoc/>
    public void ReadDependencies(long step, ReadOnlySpan<byte> source)
    {
        var reader = new SpanReader(source);
        recorded.Add(step, (reader.Read<double>(), reader.Read<double>()));
    }

    #endregion

    #region crash
    /// <inheritdoc/>
    public int AdjointBytes => 4 * sizeof(double);

    /// <inheritdoc/>
    public void WriteAdjoint(Span<byte> target)
    {
        var writer = new SpanWriter(target);
        writer.Write(angleAdjoint);
        writer.Write(velocityAdjoint);
        writer.Write(frictionAdjoint);
        writer.Write(LastAngle);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(ReadOnlySpan<byte> source)
    {
        var reader = new SpanReader(source);
        angleAdjoint = reader.Read<double>();
        velocityAdjoint = reader.Read<double>();
        frictionAdjoint = reader.Read<double>();
        LastAngle = reader.Read<double>();
    }

    #endregion

    #region checksum
    /// <inheritdoc/>
    public ulong Checksum() => Bytes.Checksum<double>([angle, velocity]);
    #endregion
}
