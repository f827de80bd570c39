using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>
/// A pendulum with friction, and its adjoint: how does its last angle depend on the first angle,
/// the first velocity and the friction? The documentation shows this file region by region.
/// </summary>
public sealed class PendulumModel(long steps, double angle, double velocity, double friction)
    : IAdjointModel,
        IAdjointState,
        IForwardChecksum
{
    private const double Dt = 0.01;

    #region state
    private readonly Dictionary<long, (double Angle, double Velocity)> recorded = [];
    private readonly (double Angle, double Velocity) start = (angle, velocity);
    private double angle = angle;
    private double velocity = velocity;
    private double angleAdjoint;
    private double velocityAdjoint;
    private double frictionAdjoint;

    /// <inheritdoc/>
    public long? Steps => steps;

    /// <inheritdoc/>
    public string Identity => $"pendulum, {steps} steps from {start}, friction {friction}";

    #endregion

    /// <summary>The last angle, once the forward has got to its end.</summary>
    public double LastAngle { get; private set; }

    /// <summary>Its derivatives by the first angle, the first velocity and the friction, once the
    /// adjoint is complete.</summary>
    public (double Angle, double Velocity, double Friction) Gradient =>
        (angleAdjoint, velocityAdjoint, frictionAdjoint);

    #region forward
    /// <inheritdoc/>
    public bool BeginForward()
    {
        (angle, velocity) = start;
        return true;
    }

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
    public long RestartBytes(long step) => 2 * sizeof(double);

    /// <inheritdoc/>
    public void WriteRestart(long step, ref ByteWriter writer)
    {
        writer.Write(angle);
        writer.Write(velocity);
    }

    /// <inheritdoc/>
    public void ReadRestart(long step, ref ByteReader reader)
    {
        angle = reader.Read<double>();
        velocity = reader.Read<double>();
    }

    /// <inheritdoc/>
    public long DependencyBytes(long step) => 2 * sizeof(double);

    /// <inheritdoc/>
    public void WriteDependencies(long step, ref ByteWriter writer)
    {
        writer.Write(recorded[step].Angle);
        writer.Write(recorded[step].Velocity);
    }

    /// <inheritdoc/>
    public void ReadDependencies(long step, ref ByteReader reader) =>
        recorded.Add(step, (reader.Read<double>(), reader.Read<double>()));

    #endregion

    #region crash
    /// <inheritdoc/>
    public long AdjointBytes(long step) => 4 * sizeof(double);

    /// <inheritdoc/>
    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        writer.Write(angleAdjoint);
        writer.Write(velocityAdjoint);
        writer.Write(frictionAdjoint);
        writer.Write(LastAngle);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(long step, ref ByteReader reader)
    {
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
