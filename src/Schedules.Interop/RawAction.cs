using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// The same action as a value, for loops that must not allocate: what a
/// <see cref="CheckpointAction"/> says, in properties that are 0, false or
/// <see cref="Storage.None"/> where the kind of action has no such thing. Equal by value.
/// </summary>
public readonly struct RawAction : IEquatable<RawAction>
{
    internal readonly Core.Action core;

    internal RawAction(in Core.Action core) => this.core = core;

    /// <summary>Kind of action.</summary>
    public ActionKind Kind => (ActionKind)core.Tag;

    /// <summary>Of a Forward, where it starts; of a Reverse, where it goes back to; of a Copy or
    /// Move, the step of the checkpoint.</summary>
    public long N0 => core.n0;

    /// <summary>Of a Forward, where it goes (<see cref="Forward.OpenEnd"/>: to the end, wherever
    /// the solver finds it); of a Reverse, where the adjoint stands.</summary>
    public long N1 => core.n1;

    /// <summary>Whether a Forward is to keep the restart data of step <see cref="N0"/> in
    /// <see cref="To"/>.</summary>
    public bool WriteIcs => core.writeIcs;

    /// <summary>Whether a Forward is to keep the adjoint dependencies of its steps in
    /// <see cref="To"/>.</summary>
    public bool WriteAdjDeps => core.writeAdjDeps;

    /// <summary>Whether the dependencies in WORK are to be cleared after a Reverse.</summary>
    public bool ClearAdjDeps => core.clearAdjDeps;

    /// <summary>Level from which a Copy or Move takes its checkpoint.</summary>
    public Storage From => Map.Storage(core.source);

    /// <summary>Level to which a Copy or Move takes its checkpoint, or where a Forward keeps what
    /// it is to keep.</summary>
    public Storage To => Map.Storage(core.target);

    /// <summary>The same action as an object.</summary>
    public CheckpointAction ToAction() => CheckpointAction.FromCore(in core);

    /// <summary>The same action as a value.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static RawAction FromAction(CheckpointAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new(action.ToCore());
    }

    /// <summary>The same action as a value.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static implicit operator RawAction(CheckpointAction action) => FromAction(action);

    /// <summary>One line, as data: <c>["Forward",0,3,true,false,"RAM"]</c>. An open end is
    /// written -1.</summary>
    public string ToJson() => Core.ActionModule.toJson(core);

    /// <summary>As <see cref="ToJson"/>.</summary>
    public override string ToString() => ToJson();

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The other action.</param>
    public bool Equals(RawAction other) => core.Equals(other.core);

    /// <summary>Whether both are actions that say the same.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) => obj is RawAction other && Equals(other);

    /// <summary>The same for equal actions.</summary>
    public override int GetHashCode() => core.GetHashCode();

    /// <summary>Whether both say the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RawAction left, RawAction right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RawAction left, RawAction right) => !left.Equals(right);
}
