namespace Schedules.Runtime.Tests.Journaling;

/// <summary>A model that cannot write the state of its adjoint.</summary>
internal sealed class StatelessModel(ToyModel model) : IAdjointModel
{
    public long? Steps => model.Steps;

    public int RestartBytes => model.RestartBytes;

    public int DependencyBytes => model.DependencyBytes;

    public long Advance(long n0, long n1) => model.Advance(n0, n1);

    public long Record(long n0, long n1) => model.Record(n0, n1);

    public void EndForward(long n) => model.EndForward(n);

    public void BeginAdjoint(long index) => model.BeginAdjoint(index);

    public void Reverse(long n1, long n0) => model.Reverse(n1, n0);

    public void EndAdjoint(long index) => model.EndAdjoint(index);

    public void ClearDependencies() => model.ClearDependencies();

    public void WriteRestart(long step, Span<byte> target) => model.WriteRestart(step, target);

    public void ReadRestart(long step, ReadOnlySpan<byte> source) => model.ReadRestart(step, source);

    public void WriteDependencies(long step, Span<byte> target) => model.WriteDependencies(step, target);

    public void ReadDependencies(long step, ReadOnlySpan<byte> source) => model.ReadDependencies(step, source);
}
