namespace Schedules.Runtime.Tests;

/// <summary>Counts how often a model is called to do something.</summary>
internal sealed class CountingModel(ToyModel model) : IAdjointModel, IForwardChecksum
{
    public int Calls { get; private set; }

    public long? Steps => model.Steps;

    public bool BeginForward() => model.BeginForward();

    public long RestartBytes(long step) => model.RestartBytes(step);

    public long DependencyBytes(long step) => model.DependencyBytes(step);

    private ToyModel Called
    {
        get
        {
            Calls++;
            return model;
        }
    }

    public long Advance(long n0, long n1) => Called.Advance(n0, n1);

    public long Record(long n0, long n1) => Called.Record(n0, n1);

    public void EndForward(long n) => Called.EndForward(n);

    public void BeginAdjoint(long index) => Called.BeginAdjoint(index);

    public void Reverse(long n1, long n0) => Called.Reverse(n1, n0);

    public void EndAdjoint(long index) => Called.EndAdjoint(index);

    public void ClearDependencies() => Called.ClearDependencies();

    public void WriteRestart(long step, ref ByteWriter writer) => Called.WriteRestart(step, ref writer);

    public void ReadRestart(long step, ref ByteReader reader) => Called.ReadRestart(step, ref reader);

    public void WriteDependencies(long step, ref ByteWriter writer) => Called.WriteDependencies(step, ref writer);

    public void ReadDependencies(long step, ref ByteReader reader) => Called.ReadDependencies(step, ref reader);

    public ulong Checksum() => model.Checksum();
}
