using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Kind of an <see cref="Operation"/>.</summary>
public enum OperationKind
{
    /// <summary>F: advance the forward from the start of step N0 to the start of step N1.</summary>
    Forward,

    /// <summary>B: advance the adjoint from the start of step N1 back to the start
    /// of step N0.</summary>
    Backward,

    /// <summary>W: keep the restart data of step N0 on a level.</summary>
    Write,

    /// <summary>R: read the restart data of step N0 from a level.</summary>
    Read,

    /// <summary>D: the restart data of step N0 are no longer needed on a level.</summary>
    Discard,

    /// <summary>WF: the Forward that follows, to the start of step N1, records its step.</summary>
    WriteForward,

    /// <summary>DF: what was recorded on the way to the start of step N1 is no
    /// longer needed.</summary>
    DiscardForward,
}

/// <summary>An operation of a sequence, as in H-Revolve. Made by the methods of its name;
/// equal by value.</summary>
public sealed record Operation
{
    private readonly Core.Operation core;

    internal Operation(Core.Operation core) => this.core = core;

    /// <summary>F: advance the forward.</summary>
    /// <param name="n0">The step where it stands.</param>
    /// <param name="n1">The step to advance to.</param>
    public static Operation Forward(long n0, long n1) => new(Core.Operation.NewForward(n0, n1));

    /// <summary>B: advance the adjoint.</summary>
    /// <param name="n1">The step where it stands.</param>
    /// <param name="n0">The step to go back to.</param>
    public static Operation Backward(long n1, long n0) => new(Core.Operation.NewBackward(n1, n0));

    /// <summary>W: keep restart data.</summary>
    /// <param name="level">The level, 0 the fastest.</param>
    /// <param name="n0">Their step.</param>
    public static Operation Write(int level, long n0) => new(Core.Operation.NewWrite(level, n0));

    /// <summary>R: read restart data.</summary>
    /// <param name="level">The level, 0 the fastest.</param>
    /// <param name="n0">Their step.</param>
    public static Operation Read(int level, long n0) => new(Core.Operation.NewRead(level, n0));

    /// <summary>D: restart data are no longer needed.</summary>
    /// <param name="level">The level, 0 the fastest.</param>
    /// <param name="n0">Their step.</param>
    public static Operation Discard(int level, long n0) => new(Core.Operation.NewDiscard(level, n0));

    /// <summary>WF: the Forward that follows records its step.</summary>
    /// <param name="level">The level, 0 the fastest.</param>
    /// <param name="n1">The step that it advances to.</param>
    public static Operation WriteForward(int level, long n1) => new(Core.Operation.NewWriteForward(level, n1));

    /// <summary>DF: what was recorded is no longer needed.</summary>
    /// <param name="level">The level, 0 the fastest.</param>
    /// <param name="n1">The step that the recording Forward advanced to.</param>
    public static Operation DiscardForward(int level, long n1) => new(Core.Operation.NewDiscardForward(level, n1));

    /// <summary>Kind.</summary>
    public OperationKind Kind => (OperationKind)core.Tag;

    /// <summary>The level; null for F and B.</summary>
    public int? Level => core.IsForward || core.IsBackward ? null : core.level;

    /// <summary>The step that it starts from, goes back to, or is of; null for WF and DF.</summary>
    public long? N0 => core.IsWriteForward || core.IsDiscardForward ? null : core.n0;

    /// <summary>The step that it advances to, or comes from; null for W, R and D.</summary>
    public long? N1 => core.IsWrite || core.IsRead || core.IsDiscard ? null : core.n1;

    /// <summary>In the notation of the literature: <c>F_0->3</c>, <c>W^1_0</c> or
    /// <c>WD_0</c>.</summary>
    /// <param name="names">How the level is written.</param>
    public string ToText(LevelNames names) => Core.OperationModule.toText(LanguageMap.Names(names), core);

    /// <summary>In the notation of H-Revolve: <c>F_0->3</c>, <c>W^1_0</c>.</summary>
    public override string ToString() => ToText(LevelNames.Numbered);

    /// <summary>Reads an operation in the notation of the literature, either way of
    /// writing levels.</summary>
    /// <param name="text">The operation: <c>F_0->3</c>, <c>W^1_0</c>, <c>WD_0</c>.</param>
    /// <exception cref="FormatException">It is no operation: names the column.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static Operation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Map.Value(Core.OperationText.parse(text)));
    }

    internal Core.Operation ToCore() => core;
}
