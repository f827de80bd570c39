using System.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>The actions of a schedule as objects, the same ones each time.</summary>
internal sealed class ActionSequence(Core.Schedule core, long adjoints) : IEnumerable<CheckpointAction>
{
    public IEnumerator<CheckpointAction> GetEnumerator() =>
        new ActionEnumerator(Core.ScheduleModule.enumerate(adjoints, core));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class ActionEnumerator(Core.Enumerator actions) : IEnumerator<CheckpointAction>
    {
        // Not remembered: a loop asks once, and writing a reference takes longer than all else
        // but the object itself.
        public CheckpointAction Current => CheckpointAction.FromCore(in actions.Current);

        object IEnumerator.Current => Current;

        public bool MoveNext() => actions.MoveNext();

        public void Reset() => throw new NotSupportedException();

        public void Dispose() { }
    }
}
