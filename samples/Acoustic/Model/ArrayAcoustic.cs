using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>The same misfit and gradient as those of <see cref="AcousticModel"/>, to the bit, by
/// what has to be calculated alone: arrays, a step and an adjoint step. The two levels of time of
/// the wave, and of the adjoint, change places from step to step.</summary>
public sealed class ArrayAcoustic
{
    private readonly Slab slab;
    private readonly Survey survey;
    private readonly Propagator propagator;
    private readonly double[] velocity;
    private readonly double[] misfit = [0];
    private readonly double[] total = [double.NaN];
    private readonly double[] residuals;
    private readonly double[] image;

    /// <inheritdoc cref="AcousticModel(Experiment, ReadOnlySpan{double}, int)"/>
    public ArrayAcoustic(Experiment experiment, ReadOnlySpan<double> velocity = default, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        (slab, survey) = (experiment.Slab, experiment.Local);
        this.velocity = (velocity.IsEmpty ? experiment.Start.Span : velocity).ToArray();
        propagator = new Propagator(slab, this.velocity, experiment.SpongeWidth, threads);
        residuals = new double[Math.Max(1, survey.Receivers.Count)];
        image = slab.Grid.Field();
        double[][] waves = [slab.Grid.Field(), slab.Grid.Field()];
        double[][] adjoints = [slab.Grid.Field(), slab.Grid.Field()];
        Array[][] recorded =
        [
            [waves[1], residuals],
            [waves[0], residuals],
        ];

        Model = new ArrayModel(survey.Steps, [.. waves, misfit], [.. adjoints, image, total])
        {
            Identify = () => Fingerprint.Of(experiment, this.velocity),
            Begin = () =>
            {
                Rest(waves);
                misfit[0] = 0;
            },
            Step = n => Step(n, waves[n % 2], waves[1 - n % 2]),
            DependenciesOf = n => recorded[n % 2],
            BeginAdjoint = at =>
            {
                Rest(adjoints);
                Array.Clear(image);
                total[0] = slab.Sum(at[misfit][0]);
            },
            AdjointStep = (n, at) =>
            {
                StepBack(n, adjoints[n % 2], adjoints[1 - n % 2], at.Memory(waves[1 - n % 2]), at[residuals]);
                if (survey.IsFirst(n))
                    Rest(adjoints);
            },
        };

        void Step(long n, double[] previous, double[] current)
        {
            if (survey.IsFirst(n))
                Rest(waves);
            propagator.Step(previous, current);
            if (survey.Source(n) is var (source, strength))
                previous[source] += propagator.Coupling(source) * strength;
            misfit[0] += experiment.Compare(n, previous, residuals);
        }
    }

    /// <summary>The model that a run is given.</summary>
    public ArrayModel Model { get; }

    /// <inheritdoc cref="AcousticModel.Misfit"/>
    public double Misfit => total[0];

    /// <inheritdoc cref="AcousticModel.Gradient"/>
    public double[] Gradient() => propagator.Gradient(velocity, image);

    private static void Rest(double[][] fields)
    {
        foreach (var field in fields)
            Array.Clear(field);
    }

    private void StepBack(
        long n,
        double[] previous,
        double[] current,
        ReadOnlyMemory<double> wave,
        ReadOnlySpan<double> residuals
    )
    {
        for (var j = 0; j < survey.Receivers.Count; j++)
            current[survey.Receivers[j]] += propagator.Coupling(survey.Receivers[j]) * residuals[j];
        propagator.StepBack(previous, current, wave, image);
        if (survey.Source(n) is var (source, strength))
            image[source] += current[source] * strength;
    }
}
