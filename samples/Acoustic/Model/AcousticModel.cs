using Schedules.Mpi;
using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>
/// The misfit of synthetic and observed data, half the sum of their squared differences, and its
/// gradient by the velocity, as the runtime drives them. Step i is the i-th of all shots: see
/// <see cref="Survey"/>.
/// <list type="bullet">
/// <item>Restart data: the wave at two levels of time, and the misfit so far, so that a replay does not count twice.</item>
/// <item>Dependencies of a step: the wave at its start, for the image; the residuals at its end, for the source of the adjoint; and the
/// misfit so far at its end, so that whoever reverses the last step knows all of it.</item>
/// <item>State of the adjoint: two levels of time, the image, the misfit.</item>
/// </list>
/// </summary>
public sealed class AcousticModel : IAdjointModel, IAdjointState, IForwardChecksum
{
    private readonly Experiment experiment;
    private readonly Slab slab;
    private readonly Survey survey;
    private readonly double[] velocity;
    private readonly Propagator propagator;
    private readonly FieldHash hash;
    private readonly Wavefield wave;
    private readonly DependencyPool dependencies;
    private readonly double[] residuals;
    private readonly Lazy<string> identity;
    private AdjointField? adjoint;
    private double misfit;
    private long standing;

    /// <summary>A model that stands at the start.</summary>
    /// <param name="experiment">Survey and data.</param>
    /// <param name="velocity">The velocity model, of all ranks: metres a second at each point, row after row; the one to start from if empty.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    /// <exception cref="ArgumentException">There are not as many velocities as points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public AcousticModel(Experiment experiment, ReadOnlySpan<double> velocity = default, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        this.experiment = experiment;
        (slab, survey) = (experiment.Slab, experiment.Local);
        this.velocity = (velocity.IsEmpty ? experiment.Start.Span : velocity).ToArray();
        propagator = new Propagator(slab, this.velocity, experiment.SpongeWidth, threads);
        hash = new FieldHash(slab.Grid, threads);
        wave = new Wavefield(propagator, survey);
        residuals = new double[survey.Receivers.Count];
        dependencies = new DependencyPool(slab.Grid.Length + residuals.Length + 1);
        identity = new Lazy<string>(() => Fingerprint.Of(experiment, this.velocity));
    }

    /// <inheritdoc/>
    public long? Steps => survey.Steps;

    /// <inheritdoc/>
    public string Identity => identity.Value;

    /// <summary>The misfit of all ranks, once the forward has got to its end or the adjoint has
    /// begun; not a number before.</summary>
    public double Misfit { get; private set; } = double.NaN;

    /// <summary>The ranks; null for one process.</summary>
    internal MpiGroup? Group => slab.Group;

    /// <summary>Called after every forward and every adjoint step.</summary>
    public Action? AfterStep { get; set; }

    /// <inheritdoc/>
    public bool BeginForward()
    {
        Array.Clear(wave.Previous);
        Array.Clear(wave.Current);
        (misfit, standing) = (0, 0);
        return true;
    }

    /// <inheritdoc/>
    public long Advance(long n0, long n1) => Go(n0, n1, record: false);

    /// <inheritdoc/>
    public long Record(long n0, long n1) => Go(n0, n1, record: true);

    /// <inheritdoc/>
    public void EndForward(long n) => Misfit = slab.Sum(misfit);

    /// <inheritdoc/>
    public void BeginAdjoint(long index) => Adjoint.Reset();

    /// <inheritdoc/>
    public void Reverse(long n1, long n0)
    {
        for (var step = n1 - 1; step >= n0; step--)
        {
            var data = dependencies[step];
            Adjoint.StepBack(step, data, data.AsSpan(slab.Grid.Length, residuals.Length));
            if (step == Steps - 1)
                Misfit = slab.Sum(data[^1]);
            AfterStep?.Invoke();
        }
    }

    /// <summary>The derivative of the misfit by the velocity at each point, row after row, once an
    /// adjoint calculation is complete. All ranks call it, and have all of it.</summary>
    public double[] Gradient() => propagator.Gradient(velocity, Adjoint.Image);

    /// <inheritdoc/>
    public void ClearDependencies() => dependencies.Clear();

    /// <inheritdoc/>
    public long RestartBytes(long step) => Bytes.Of<double>(2L * slab.Grid.Length + 1);

    /// <inheritdoc/>
    public void WriteRestart(long step, ref ByteWriter writer)
    {
        CheckStanding(step);
        writer.Write(wave.Previous);
        writer.Write(wave.Current);
        writer.Write(misfit);
    }

    /// <inheritdoc/>
    public void ReadRestart(long step, ref ByteReader reader)
    {
        reader.Read(wave.Previous);
        reader.Read(wave.Current);
        misfit = reader.Read<double>();
        standing = step;
    }

    /// <inheritdoc/>
    public long DependencyBytes(long step) => Bytes.Of<double>(slab.Grid.Length + residuals.Length + 1L);

    /// <inheritdoc/>
    public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(dependencies[step]);

    /// <inheritdoc/>
    public void ReadDependencies(long step, ref ByteReader reader) => reader.Read(dependencies.Add(step));

    /// <inheritdoc/>
    public long AdjointBytes(long step) => Bytes.Of<double>(3L * slab.Grid.Length + 1);

    /// <inheritdoc/>
    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        writer.Write(Adjoint.Previous);
        writer.Write(Adjoint.Current);
        writer.Write(Adjoint.Image);
        writer.Write(Misfit);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        reader.Read(Adjoint.Previous);
        reader.Read(Adjoint.Current);
        reader.Read(Adjoint.Image);
        Misfit = reader.Read<double>();
    }

    /// <inheritdoc/>
    public ulong Checksum() => hash.Of(wave.Previous, hash.Of(wave.Current, BitConverter.DoubleToUInt64Bits(misfit)));

    // A forward that nobody reverses does without the three fields of the adjoint.
    private AdjointField Adjoint => adjoint ??= new AdjointField(propagator, survey);

    private long Go(long n0, long n1, bool record)
    {
        CheckStanding(n0);
        var end = Math.Min(n1, survey.Steps);
        for (; standing < end; standing++)
        {
            wave.Begin(standing);
            var data = record ? dependencies.Add(standing) : [];
            wave.Step(standing);
            misfit += experiment.Compare(standing, wave.Current, residuals);
            if (record)
            {
                propagator.Copy(wave.Previous, data);
                residuals.CopyTo(data, slab.Grid.Length);
                data[^1] = misfit;
            }

            AfterStep?.Invoke();
        }

        return standing;
    }

    private void CheckStanding(long step)
    {
        if (standing != step)
            throw new InvalidOperationException($"the forward stands at step {standing}, not {step}");
    }
}
