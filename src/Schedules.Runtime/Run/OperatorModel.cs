namespace Schedules.Runtime;

/// <summary>Two operators and a checkpoint as a model.</summary>
internal sealed class OperatorModel(IStateCheckpoint checkpoint, IForwardOperator forward, IReverseOperator reverse)
    : IAdjointModel
{
    public long? Steps => forward.Steps;

    public int RestartBytes => checkpoint.Bytes;

    public int DependencyBytes => 1;

    public string Identity => $"{forward.GetType().FullName} and {reverse.GetType().FullName}";

    public long Advance(long n0, long n1) => forward.Apply(n0, n1, record: false);

    public long Record(long n0, long n1) => forward.Apply(n0, n1, record: true);

    public void Reverse(long n1, long n0) => reverse.Apply(n1, n0);

    public void ClearDependencies() { }

    public void WriteRestart(long step, Span<byte> target) => checkpoint.Save(target);

    public void ReadRestart(long step, ReadOnlySpan<byte> source) => checkpoint.Load(source);

    public void WriteDependencies(long step, Span<byte> target) => throw Refused();

    public void ReadDependencies(long step, ReadOnlySpan<byte> source) => throw Refused();

    private static NotSupportedException Refused() =>
        new(
            $"the schedule keeps adjoint dependencies, for which operators have no bytes: give a schedule that does not, or implement {nameof(IAdjointModel)}"
        );
}
