namespace Schedules.Runtime.Tests.Journaling;

/// <summary>A model that cannot write the state of its adjoint.</summary>
internal sealed class StatelessModel(ToyModel model) : IAdjointModel
{
    public long? Steps => model.Steps;

    public string? Identity => model.Identity;

    public bool BeginForward() => model.BeginForward();

    public long RestartBytes(long step) => model.RestartBytes(step);

    public long DependencyBytes(long step) => model.DependencyBytes(step);

    public long Advance(long n0, long n1) => model.Advance(n0, n1);

    public long Record(long n0, long n1) => model.Record(n0, n1);

    public void EndForward(long n) => model.EndForward(n);

    public void BeginAdjoint(long index) => model.BeginAdjoint(index);

    public void Reverse(long n1, long n0) => model.Reverse(n1, n0);

    public void EndAdjoint(long index) => model.EndAdjoint(index);

    public void ClearDependencies() => model.ClearDependencies();

    public void WriteRestart(long step, ref ByteWriter writer) => model.WriteRestart(step, ref writer);

    public void ReadRestart(long step, ref ByteReader reader) => model.ReadRestart(step, ref reader);

    public void WriteDependencies(long step, ref ByteWriter writer) => model.WriteDependencies(step, ref writer);

    public void ReadDependencies(long step, ref ByteReader reader) => model.ReadDependencies(step, ref reader);
}
