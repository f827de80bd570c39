namespace Schedules.Runtime;

/// <summary>Moves a model over steps, a slice at a time, so that a run can be stopped in between
/// and goes on from there.</summary>
/// <param name="model">The model.</param>
/// <param name="slice">Steps that it is asked to go at a time; null for a whole range.</param>
/// <param name="profiler">Which is told of them.</param>
internal sealed class ModelSteps(IAdjointModel model, long? slice, Profiler profiler)
{
    /// <summary>Position of the forward when it was last cancelled within a range.</summary>
    private long? stopped;

    private CancellationToken cancellation;

    /// <summary>Whether the model has broken off a range because it was cancelled, and stands where
    /// it stood before.</summary>
    public bool WasCancelled { get; private set; }

    /// <summary>The model is given a token, until it is given another.</summary>
    public void SetCancellation(CancellationToken token) => (cancellation, WasCancelled) = (token, false);

    /// <summary>The longest time, by the stopwatch, that it has taken to get to where a
    /// range can be broken off: the end of a slice or else, if the model looks at its token,
    /// of a step.</summary>
    public long StopTicks { get; private set; }

    /// <summary>Position of the model in the range that it is in: kept when the range is
    /// broken off.</summary>
    public long Reached { get; private set; }

    /// <summary>The model is to go over a range that starts at a step.</summary>
    public void StartRange(long step) => Reached = step;

    /// <summary>Advances from where it has got to, as far as n1 or the end of the
    /// calculation.</summary>
    /// <param name="n1">Where to go.</param>
    /// <param name="record">Whether to record.</param>
    /// <param name="pause">Called between: what it throws breaks the range off.</param>
    /// <returns>Where the calculation has ended, if it has.</returns>
    public long? Forward(long n1, bool record, Action pause)
    {
        var kind = record ? ProfileKind.Record : ProfileKind.Advance;
        while (Reached < n1)
        {
            if (model.Steps == Reached)
                return Reached;
            pause();
            var n0 = Reached;
            var asked = Math.Min(n1, n0 + Math.Min(slice ?? long.MaxValue, long.MaxValue - n0));
            var since = profiler.Begin();
            var stands = Go(kind, n0, asked);
            var ticks = profiler.End(since);
            // A calculation that was cancelled where it ended finds that out when
            // it is asked to go on.
            if (stands == n0 && stopped == n0)
                return n0;
            if (stands < n0 || stands > asked || (stands == n0 && !cancellation.IsCancellationRequested))
                throw new InvalidOperationException(
                    $"the model was to go from step {n0} to {asked}, and says that it stands at {stands}"
                        + (
                            stands == n0
                                ? ": a calculation that ends there has to say so, by Steps, when it gets there"
                                : ""
                        )
                );
            Reached = stands;
            Took(ticks, stands - n0);
            profiler.AddSteps(kind, stands - n0, ticks);
            if (stands == asked)
                continue;
            if (!cancellation.IsCancellationRequested)
                return stands;
            stopped = stands;
        }

        return model.Steps == Reached ? Reached : null;
    }

    /// <summary>Goes back with the adjoint, from where it has got to.</summary>
    /// <param name="n0">Where to go.</param>
    /// <param name="pause">Called between: what it throws breaks the range off.</param>
    public void Reverse(long n0, Action pause)
    {
        while (Reached > n0)
        {
            pause();
            var to = Math.Max(n0, Reached - Math.Min(slice ?? long.MaxValue, Reached));
            var since = profiler.Begin();
            var stands = Go(ProfileKind.Reverse, Reached, to);
            var ticks = profiler.End(since);
            if (stands < to || stands > Reached || (stands > to && !cancellation.IsCancellationRequested))
                throw new InvalidOperationException(
                    $"the adjoint was to go from step {Reached} to {to}, and the model says that it stands at {stands}"
                );
            profiler.AddSteps(ProfileKind.Reverse, Reached - stands, ticks);
            Took(ticks, Reached - stands);
            Reached = stands;
        }
    }

    private void Took(long ticks, long done) =>
        StopTicks = Math.Max(StopTicks, slice is null ? ticks / Math.Max(1, done) : ticks);

    private long Go(ProfileKind kind, long from, long to)
    {
        try
        {
            return kind switch
            {
                ProfileKind.Advance => model.Advance(from, to, cancellation),
                ProfileKind.Record => model.Record(from, to, cancellation),
                _ => model.Reverse(from, to, cancellation),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            WasCancelled = true;
            throw;
        }
    }
}
