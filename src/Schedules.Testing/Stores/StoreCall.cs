namespace Schedules.Testing;

/// <summary>Kinds of calls of a store.</summary>
public enum StoreCallKind
{
    /// <summary>Writes a checkpoint: to be refused if the step has one.</summary>
    Write,

    /// <summary>The same, in place if the store is one in memory.</summary>
    Reserve,

    /// <summary>Reads a checkpoint: to be refused if there is none.</summary>
    Read,

    /// <summary>The same, in place if the store is one in memory.</summary>
    View,

    /// <summary>Reads a checkpoint into a target that is too long: to be refused.</summary>
    ReadTooLong,

    /// <summary>Deletes a checkpoint: to be refused if there is none.</summary>
    Delete,

    /// <summary>Forces out what was deleted.</summary>
    Flush,

    /// <summary>Disposes of the store, which keeps what it holds, and resumes the run with
    /// another.</summary>
    Reopen,
}

/// <summary>A call of a store.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Step">The step of the checkpoint.</param>
/// <param name="Length">Bytes to be written, at least 1; 0 if none are.</param>
/// <param name="Seed">The seed of these bytes.</param>
/// <param name="Fails">Whether the store behind fails, if there is one.</param>
public sealed record StoreCall(StoreCallKind Kind, long Step, int Length = 0, int Seed = 0, bool Fails = false)
{
    // Few, so that they come again.
    private const int Steps = 12;

    // One most of the time, as in a run; around pages; and below what a codec takes.
    private static readonly int[] Sizes = [5000, 5000, 5000, 1, 2, 4096 - 128, 4096 - 127, 70_000];

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        Kind switch
        {
            StoreCallKind.Write => $"write step {Step}, {Size}",
            StoreCallKind.Reserve => $"reserve step {Step}, {Size}, and fill it",
            StoreCallKind.Read => $"read step {Step}",
            StoreCallKind.View => $"view step {Step}",
            StoreCallKind.ReadTooLong => $"read step {Step} into a target with a byte too many",
            StoreCallKind.Delete => $"delete step {Step}",
            StoreCallKind.Flush => "flush",
            StoreCallKind.Reopen => "keep, dispose, and resume with another store",
            _ => $"{Kind}",
        } + (Fails ? ", while the store behind fails" : "");

    private string Size => Length == 1 ? "1 byte" : $"{Length} bytes";

    internal static StoreCall Next(Random random, bool reopens, bool fails) =>
        Next(random, reopens) with
        {
            Fails = fails && random.Next(5) == 0,
        };

    private static StoreCall Next(Random random, bool reopens)
    {
        var step = random.NextInt64(Steps);
        return random.Next(reopens ? 21 : 20) switch
        {
            < 7 => new(StoreCallKind.Write, step, AnyLength(random), random.Next()),
            < 9 => new(StoreCallKind.Reserve, step, AnyLength(random), random.Next()),
            < 13 => new(StoreCallKind.Read, step),
            13 => new(StoreCallKind.View, step),
            14 => new(StoreCallKind.ReadTooLong, step),
            < 19 => new(StoreCallKind.Delete, step),
            19 => new(StoreCallKind.Flush, 0),
            _ => new(StoreCallKind.Reopen, 0),
        };
    }

    internal static IEnumerable<StoreCall> Smaller(StoreCall call) =>
        [
            .. call.Kind is StoreCallKind.Reserve ? [call with { Kind = StoreCallKind.Write }] : (StoreCall[])[],
            .. call.Kind is StoreCallKind.View ? [call with { Kind = StoreCallKind.Read }] : (StoreCall[])[],
            .. call.Fails ? [call with { Fails = false }] : (StoreCall[])[],
            .. Testing.Smaller.Numbers(call.Length, 1).Select(length => call with { Length = (int)length }),
            .. Testing.Smaller.Numbers(call.Step).Select(step => call with { Step = step }),
        ];

    /// <summary>The bytes: random, or ones that any codec makes shorter.</summary>
    internal byte[] Data()
    {
        var data = new byte[Length];
        if (Seed % 3 == 0)
            new Random(Seed).NextBytes(data);
        else
            for (var i = 0; i < data.Length; i++)
                data[i] = (byte)((i + Seed) / 64);
        return data;
    }

    private static int AnyLength(Random random) =>
        random.Next(4) == 0 ? random.Next(20_000) + 1 : Sizes[random.Next(Sizes.Length)];
}
