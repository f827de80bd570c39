using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Source of the actions of a run: a schedule, or somebody's own stream.</summary>
internal abstract class ActionSource : IDisposable
{
    /// <summary>Goes to the next action: false if there is none.</summary>
    public abstract bool MoveNext();

    public abstract RawAction Current { get; }

    /// <summary>The actions after the current one, to look ahead; null if that
    /// cannot be known.</summary>
    /// <param name="spare">What this has given before, to be used again; null for a new one.</param>
    public abstract CheckpointRun? Fork(CheckpointRun? spare);

    /// <summary>Goes back to before the first action; only of a schedule.</summary>
    public virtual void Restart() => throw new NotSupportedException("a stream is gone through once");

    /// <summary>End of the calculation, if the source waits to be told.</summary>
    public abstract void SetLength(long n);

    public virtual void Dispose() { }

    public sealed class OfSchedule(CheckpointSchedule schedule) : ActionSource
    {
        private readonly CheckpointRun run = schedule.Start();

        public override bool MoveNext() => run.MoveNext();

        public override RawAction Current => run.Raw;

        public override CheckpointRun? Fork(CheckpointRun? spare)
        {
            if (spare is null)
                return run.Fork();
            run.CopyTo(spare);
            return spare;
        }

        public override void Restart() => run.Restart();

        public override void SetLength(long n)
        {
            if (run.MaxN is null)
                run.SetLength(n);
        }
    }

    public sealed class OfStream(IEnumerable<CheckpointAction> actions) : ActionSource
    {
        private readonly IEnumerator<CheckpointAction> stream = actions.GetEnumerator();

        public override bool MoveNext() => stream.MoveNext();

        public override RawAction Current =>
            RawAction.FromAction(
                stream.Current ?? throw new InvalidOperationException("the stream has an action that is null")
            );

        public override CheckpointRun? Fork(CheckpointRun? spare) => null;

        public override void SetLength(long n) { }

        public override void Dispose() => stream.Dispose();
    }
}
