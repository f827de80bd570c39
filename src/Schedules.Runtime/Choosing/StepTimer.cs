using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>Takes a model over single steps, and the time of them. The later half of the samples
/// counts: code that has just begun to run is slower, and is compiled anew meanwhile.</summary>
/// <param name="model">The model, which can be put at the start of step 0.</param>
/// <param name="steps">Its steps.</param>
/// <param name="cancellation">Asked between steps.</param>
internal sealed class StepTimer(IAdjointModel model, long steps, CancellationToken cancellation)
{
    private const int FewSamples = 5;
    private const int ManySamples = 10_000;

    /// <summary>Of the time that the forward takes to the end, within these bounds.</summary>
    private const double EnoughOfForward = 0.05;
    private const double LeastSeconds = 0.05;
    private const double MostSeconds = 0.5;

    private const int MostReversed = 4;

    /// <summary>Where the forward stands.</summary>
    public long At { get; private set; }

    /// <summary>Puts the forward at the start of step 0.</summary>
    public void Begin()
    {
        if (!model.BeginForward())
            throw CannotBePutBack("BeginForward says that it does not stand at the start of step 0");
        model.ClearDependencies();
        At = 0;
    }

    public static InvalidOperationException CannotBePutBack(string why) =>
        new(
            $"the model cannot be put back to where it was before it was measured: {why}. Implement BeginForward, or give "
                + $"{nameof(RunOptions)}.{nameof(RunOptions.Machine)}, which is planned for without measuring"
        );

    /// <summary>Seconds of forward steps, of those at the beginning.</summary>
    public (double Advance, double Record) Forward()
    {
        var (advances, records) = (new List<double>(), new List<double>());
        Begin();
        for (
            var spent = 0.0;
            advances.Count < FewSamples || (spent < Enough(advances[^1]) && advances.Count < ManySamples);
            spent += advances[^1] + records[^1]
        )
        {
            advances.Add(Timed(() => Go(record: false)));
            records.Add(Timed(() => Go(record: true)));
            model.ClearDependencies();
        }

        return (Middle(advances), Middle(records));
    }

    /// <summary>Seconds of a checksum, of which there is about one where a step is recorded, and
    /// one where restart data are read.</summary>
    public static double Checksum(IForwardChecksum sums)
    {
        var times = new List<double>();
        while (times.Count < FewSamples)
            times.Add(Timed(() => sums.Checksum()));
        return Middle(times);
    }

    /// <summary>Records the step at whose start the forward stands.</summary>
    public void Record() => Go(record: true);

    /// <summary>Seconds of an adjoint step, of those at the end: only from there can the adjoint
    /// start.</summary>
    /// <param name="recorded">Steps that WORK may hold the dependencies of, at least 1.</param>
    public double Reverse(long recorded)
    {
        var first = steps - Math.Clamp(recorded, 1, Math.Min(steps, MostReversed));
        if (At > first)
            Begin();
        while (At < first)
            At = Checked(model.Advance(At, first, cancellation), first);
        while (At < steps)
            Go(record: true);
        model.EndForward(steps);
        model.BeginAdjoint(0);
        var times = new List<double>();
        for (var step = steps; step > first; step--)
        {
            cancellation.ThrowIfCancellationRequested();
            var to = step - 1;
            times.Add(Timed(() => model.Reverse(to + 1, to, CancellationToken.None)));
        }

        model.ClearDependencies();
        return Middle(times);
    }

    private void Go(bool record)
    {
        cancellation.ThrowIfCancellationRequested();
        if (At == steps)
            Begin();
        var end = At + 1;
        At = Checked(
            record ? model.Record(At, end, CancellationToken.None) : model.Advance(At, end, CancellationToken.None),
            end
        );
    }

    private long Checked(long stands, long asked)
    {
        cancellation.ThrowIfCancellationRequested();
        return stands == asked
            ? stands
            : throw new InvalidOperationException(
                $"the model was to go from step {At} to {asked}, and says that it stands at {stands}"
            );
    }

    private double Enough(double advance) => Math.Clamp(EnoughOfForward * steps * advance, LeastSeconds, MostSeconds);

    /// <summary>The median of the later half.</summary>
    private static double Middle(List<double> seconds)
    {
        var later = seconds.Skip(seconds.Count / 2).Order().ToList();
        return later[later.Count / 2];
    }

    private static double Timed(Action act)
    {
        var since = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
