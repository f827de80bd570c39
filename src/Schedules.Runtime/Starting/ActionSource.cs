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
    public abstract CheckpointRun? Fork();

    /// <summary>End of the calculation, if the source waits to be told.</summary>
    public abstract void SetLength(long n);

    public virtual void Dispose() { }

    public sealed class OfSchedule(CheckpointSchedule schedule) : ActionSource
    {
        private readonly CheckpointRun run = schedule.Start();

        public override bool MoveNext() => run.MoveNext();

        public override RawAction Current => run.Raw;

        public override CheckpointRun? Fork() => run.Fork();

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

        public override CheckpointRun? Fork() => null;

        public override void SetLength(long n) { }

        public override void Dispose() => stream.Dispose();
    }
}
