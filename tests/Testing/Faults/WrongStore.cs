using Schedules.Runtime;

namespace Schedules.Testing.Tests;

/// <summary>A store that is right, to be made wrong in one member.</summary>
internal class WrongStore : ICheckpointStore
{
    private readonly MemoryStore memory = new();

    public StoreUsage Usage => memory.Usage;

    public virtual long Length(long step) => memory.Length(step);

    public virtual void Write(CheckpointLabel label, ReadOnlyLargeSpan data) => memory.Write(label, data);

    public virtual void Read(long step, LargeSpan target) => memory.Read(step, target);

    public virtual void Delete(long step) => memory.Delete(step);

    public virtual void Dispose() => memory.Dispose();

    /// <summary>Every store by the fault that it has.</summary>
    public static IReadOnlyDictionary<string, Func<ICheckpointStore>> All { get; } =
        new Dictionary<string, Func<ICheckpointStore>>
        {
            ["loses the third write"] = () => new LosesTheThirdWrite(),
            ["keeps the first of two writes in silence"] = () => new WritesTwice(),
            ["reads a byte wrong"] = () => new ReadsAByteWrong(),
            ["fills a longer target"] = () => new FillsLongerTargets(),
            ["knows no error of a store"] = () => new ThrowsAnything(),
            ["deletes what is there only"] = () => new DeletesInSilence(),
            ["is of one thread"] = () => new IsOfOneThread(),
            ["shares what it holds with others"] = () => new Shares(),
            ["is alive after it was disposed of"] = () => new LivesOn(),
        };

    private sealed class LosesTheThirdWrite : WrongStore
    {
        private int writes;

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            base.Write(label, data);
            if (++writes == 3)
                base.Delete(label.Step);
        }
    }

    private sealed class WritesTwice : WrongStore
    {
        private readonly HashSet<long> steps = [];

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            if (steps.Add(label.Step))
                base.Write(label, data);
        }

        public override void Delete(long step)
        {
            base.Delete(step);
            steps.Remove(step);
        }
    }

    private sealed class ReadsAByteWrong : WrongStore
    {
        public override void Read(long step, LargeSpan target)
        {
            base.Read(step, target);
            if (target.Length > 4096)
                target.AsSpan()[4096] ^= 1;
        }
    }

    private sealed class FillsLongerTargets : WrongStore
    {
        public override void Read(long step, LargeSpan target) =>
            base.Read(step, target.Slice(0, Math.Min(target.Length, Length(step))));
    }

    private sealed class ThrowsAnything : WrongStore
    {
        public override long Length(long step)
        {
            try
            {
                return base.Length(step);
            }
            catch (CheckpointStoreException)
            {
                throw new KeyNotFoundException();
            }
        }
    }

    private sealed class DeletesInSilence : WrongStore
    {
        public override void Delete(long step)
        {
            try
            {
                base.Delete(step);
            }
            catch (CheckpointStoreException)
            {
                // In silence.
            }
        }
    }

    private sealed class IsOfOneThread : WrongStore
    {
        private readonly ThreadLocal<HashSet<long>> mine = new(() => []);

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            base.Write(label, data);
            mine.Value!.Add(label.Step);
        }

        public override void Read(long step, LargeSpan target)
        {
            base.Read(step, target);
            if (!mine.Value!.Contains(step))
                target.Clear();
        }
    }

    private sealed class Shares : WrongStore
    {
        private static readonly Lock Calls = new();
        private static readonly Dictionary<long, byte[]> Data = [];

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            base.Write(label, data);
            lock (Calls)
                Data[label.Step] = data.ToArray();
        }

        public override void Read(long step, LargeSpan target)
        {
            base.Read(step, target);
            lock (Calls)
                new ReadOnlyLargeSpan(Data[step]).CopyTo(target);
        }
    }

    private sealed class LivesOn : WrongStore
    {
        public override void Dispose() { }
    }
}
