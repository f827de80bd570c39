using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>
/// The data of a checkpoint whose doubles are rounded to floats. Stored are their length before,
/// the number of runs of doubles and the place and length of each, the floats of all runs, and
/// the other bytes: numbers of 8 bytes, then of 4, then what need not be aligned.
/// </summary>
internal sealed class RoundedData : IDisposable
{
    private const int Fixed = 2 * sizeof(long);
    private readonly DataBuffer exact = new();

    /// <summary>Where the doubles of the data are.</summary>
    public DoubleRuns Doubles { get; } = new();

    /// <summary>Room for data before they are rounded, or after they have been read.</summary>
    /// <exception cref="CheckpointStoreException">There is no memory for them.</exception>
    public LargeSpan Exact(long length)
    {
        exact.Resize(length);
        return exact.Data;
    }

    /// <summary>Has a level write the data, which are in the room for them.</summary>
    /// <param name="level">The level.</param>
    /// <param name="label">What is said of them.</param>
    /// <returns>Bytes that it has been given.</returns>
    /// <exception cref="OverflowException">A double is not within the range of a float.</exception>
    public long Write(ILevel level, in CheckpointLabel label)
    {
        Doubles.DropShort();
        var saved = 0L;
        foreach (var run in Doubles.Span)
            saved += run.Count * (sizeof(double) - sizeof(float));
        var bytes = Head(Doubles.Span.Length) + exact.Length - saved;
        Pack(label.Step, level.Prepare(label, bytes));
        return bytes;
    }

    /// <summary>The data with doubles for floats, until the next are asked for.</summary>
    /// <exception cref="CheckpointStoreException">They are not as they were written, or there is no
    /// memory for them.</exception>
    public ReadOnlyLargeSpan Read(long step, ReadOnlyLargeSpan stored)
    {
        if (stored.Length < Fixed)
            throw Foreign(step);
        var reader = new ByteReader(stored);
        var (length, count) = (reader.Read<long>(), reader.Read<long>());
        if (count < 0 || count > reader.Remaining / Unsafe.SizeOf<DoubleRun>())
            throw Foreign(step);
        var runs = new DoubleRun[count];
        reader.Read(runs);
        if (!AreOf(runs, length, reader.Remaining))
            throw Foreign(step);
        var floats = stored.Slice(reader.Position);
        var others = floats.Slice(sizeof(float) * runs.Sum(static run => run.Count));
        var target = Exact(length);
        var end = 0L;
        foreach (var run in runs)
        {
            Take(ref others, target.Slice(end, run.Offset - end));
            Rounding.Widen(
                floats.Slice(0, run.Count * sizeof(float)),
                target.Slice(run.Offset, run.Count * sizeof(double))
            );
            floats = floats.Slice(run.Count * sizeof(float));
            end = run.End;
        }

        Take(ref others, target.Slice(end));
        return target;
    }

    public void Dispose() => exact.Dispose();

    private void Pack(long step, LargeSpan target)
    {
        var runs = Doubles.Span;
        var writer = new ByteWriter(target);
        writer.Write(exact.Length);
        writer.Write((long)runs.Length);
        writer.Write<DoubleRun>(runs);
        var data = exact.Data;
        foreach (var run in runs)
        {
            var floats = target.Slice(writer.Position, run.Count * sizeof(float));
            var lost = Rounding.Narrow(data.Slice(run.Offset, run.Count * sizeof(double)), floats);
            if (lost >= 0)
                throw OutOfRange(step, data.Slice(run.Offset + lost * sizeof(double)));
            writer.Skip(floats.Length);
        }

        var end = 0L;
        foreach (var run in runs)
        {
            writer.Write(data.Slice(end, run.Offset - end));
            end = run.End;
        }

        writer.Write(data.Slice(end));
    }

    private static int Head(int count) => checked(Fixed + count * Unsafe.SizeOf<DoubleRun>());

    private static void Take(ref ReadOnlyLargeSpan others, LargeSpan target)
    {
        others.Slice(0, target.Length).CopyTo(target);
        others = others.Slice(target.Length);
    }

    /// <summary>Whether runs are, one after the other, in data of a length, of which so many bytes
    /// are stored.</summary>
    private static bool AreOf(DoubleRun[] runs, long length, long stored)
    {
        if (length is < 0 or > Bytes.Most)
            return false;
        var end = 0L;
        foreach (var run in runs)
        {
            if (run.Offset < end || run.Count < 0 || run.Count > (length - run.Offset) / sizeof(double))
                return false;
            stored += run.Count * (sizeof(double) - sizeof(float));
            end = run.End;
        }

        return stored == length;
    }

    private static OverflowException OutOfRange(long step, LargeSpan at)
    {
        var value = MemoryMarshal.Read<double>(at.First(sizeof(double)));
        return new(
            $"the checkpoint of step {step} has the double {value:R}, which is more than rounded to a float; allowed: magnitudes up to "
                + $"{float.MaxValue:R}, infinity, and not-a-number without a payload. Set {nameof(RunOptions)}.{nameof(RunOptions.Precision)} "
                + $"to {nameof(StoredPrecision.Exact)}, or scale the data of the model"
        );
    }

    private static CheckpointStoreException Foreign(long step) =>
        new($"the checkpoint of step {step} is not as it was written: the places of its floats make no sense", step);
}
