namespace Schedules.Runtime;

/// <summary>Two operators and a checkpoint as a model.</summary>
internal sealed class OperatorModel(IStateCheckpoint checkpoint, IForwardOperator forward, IReverseOperator reverse)
    : IAdjointModel
{
    /// <summary>The object that stands at a step: a run takes it, whatever wraps it.</summary>
    public IForwardOperator Forward => forward;

    public long? Steps => forward.Steps;

    public string? Identity => forward.Identity;

    public bool BeginForward() => forward.Begin();

    public long Advance(long n0, long n1) => forward.Apply(n0, n1, record: false);

    public long Record(long n0, long n1) => forward.Apply(n0, n1, record: true);

    public void Reverse(long n1, long n0) => reverse.Apply(n1, n0);

    public void ClearDependencies() { }

    public long RestartBytes(long step) => checkpoint.Bytes;

    public void WriteRestart(long step, ref ByteWriter writer) => checkpoint.Save(ref writer);

    public void ReadRestart(long step, ref ByteReader reader) => checkpoint.Load(ref reader);
}
