using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>Moves a model over steps, a few at a time, so that a run can be stopped in between and goes on from there.</summary>
internal sealed class ModelSteps(IAdjointModel model, Profiler profiler)
{
    private StepPacer advancing;
    private StepPacer recording;
    private StepPacer reversing;

    /// <summary>Where the model has got to in the range that it is in: kept when the range is broken off.</summary>
    public long Reached { get; private set; }

    /// <summary>The model is to go over a range that starts at a step.</summary>
    public void StartRange(long step) => Reached = step;

    /// <summary>Advances from where it has got to, as far as n1 or the end of the calculation.</summary>
    /// <param name="n1">Where to go.</param>
    /// <param name="record">Whether to record.</param>
    /// <param name="pause">Called between: what it throws breaks the range off.</param>
    /// <returns>Where the calculation has ended, if it has.</returns>
    public long? Forward(long n1, bool record, Action pause)
    {
        var kind = record ? ProfileKind.Record : ProfileKind.Advance;
        ref var pacer = ref record ? ref recording : ref advancing;
        while (Reached < n1)
        {
            if (model.Steps == Reached)
                return Reached;
            pause();
            var n0 = Reached;
            var asked = Math.Min(n1, n0 + Math.Min(pacer.Steps, long.MaxValue - n0));
            var since = Stopwatch.GetTimestamp();
            var stands = record ? model.Record(n0, asked) : model.Advance(n0, asked);
            var ticks = Stopwatch.GetTimestamp() - since;
            if (stands <= n0 || stands > asked)
                throw new InvalidOperationException(
                    $"the model was to go from step {n0} to {asked}, and says that it stands at {stands}"
                        + (
                            stands == n0
                                ? ": a calculation that ends there has to say so, by Steps, when it gets there"
                                : ""
                        )
                );
            Reached = stands;
            pacer.Took(ticks, stands - n0);
            profiler.AddSteps(kind, stands - n0, ticks);
            if (stands < asked)
                return stands;
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
            var to = Math.Max(n0, Reached - reversing.Steps);
            var since = Stopwatch.GetTimestamp();
            model.Reverse(Reached, to);
            var ticks = Stopwatch.GetTimestamp() - since;
            profiler.AddSteps(ProfileKind.Reverse, Reached - to, ticks);
            reversing.Took(ticks, Reached - to);
            Reached = to;
        }
    }
}
