namespace Schedules.Runtime;

/// <summary>The states of a model at single steps, as restart data.</summary>
internal sealed class StepStates(Func<IAdjointModel> make, long steps, CancellationToken cancellation)
{
    private IAdjointModel model = make();
    private bool used;

    /// <summary>Puts the model at a step, from the beginning.</summary>
    public void GoTo(long step)
    {
        var next = make();
        if (!next.BeginForward() && used && next == model)
            throw new InvalidOperationException(
                "the model does not implement BeginForward, which puts it at the start of step 0 with its present control: without it, "
                    + "there is one calculation only, and nothing to compare"
            );
        (model, used) = (next, true);
        model.ClearDependencies();
        GoOn(0, step);
    }

    /// <summary>Takes the model on.</summary>
    public void GoOn(long from, long to)
    {
        while (from < to)
        {
            cancellation.ThrowIfCancellationRequested();
            from = model.Advance(from, to, cancellation);
        }
    }

    /// <summary>The restart data of the step at whose start the model stands.</summary>
    public byte[] Write(long step)
    {
        var bytes = new byte[model.RestartBytes(step)];
        new CheckpointData(model).WriteRestart(step, bytes);
        return bytes;
    }

    public void Read(long step, byte[] bytes)
    {
        var reader = new ByteReader(bytes, DataPart.Restart(step));
        model.ReadRestart(step, ref reader);
        reader.End();
    }

    /// <summary>The first step after which two forwards from the same control differ; null if
    /// they do not.</summary>
    public long? FirstDifference()
    {
        long[] places = [.. Places(9)];
        byte[][] first = [.. Pass(places)];
        foreach (var (place, bytes) in places.Zip(Pass(places)))
            if (!bytes.AsSpan().SequenceEqual(first[Array.IndexOf(places, place)]))
                return place;
        return null;
    }

    /// <summary>Up to so many steps, the first and the last among them.</summary>
    public IEnumerable<long> Places(int count) =>
        Enumerable.Range(0, count).Select(i => (long)((Int128)steps * i / (count - 1))).Distinct();

    private IEnumerable<byte[]> Pass(long[] places)
    {
        GoTo(0);
        var at = 0L;
        foreach (var place in places)
        {
            GoOn(at, place);
            at = place;
            yield return Write(place);
        }
    }
}
