namespace Schedules.Runtime.Tests;

/// <summary>Counts how often a model is called to do something.</summary>
internal sealed class CountingModel(ToyModel model) : IAdjointModel, IForwardChecksum
{
    public int Calls { get; private set; }

    public long? Steps => model.Steps;

    public int RestartBytes => model.RestartBytes;

    public int DependencyBytes => model.DependencyBytes;

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

    public void WriteRestart(long step, Span<byte> target) => Called.WriteRestart(step, target);

    public void ReadRestart(long step, ReadOnlySpan<byte> source) => Called.ReadRestart(step, source);

    public void WriteDependencies(long step, Span<byte> target) => Called.WriteDependencies(step, target);

    public void ReadDependencies(long step, ReadOnlySpan<byte> source) => Called.ReadDependencies(step, source);

    public ulong Checksum() => model.Checksum();
}
