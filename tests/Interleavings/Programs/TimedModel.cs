using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>A model whose steps and copies take virtual time.</summary>
internal sealed class TimedModel(Machine machine, long steps) : IAdjointModel
{
    private long at;

    public long? Steps => steps;

    public string Identity => "timed";

    public bool DependenciesRestart => true;

    public bool BeginForward()
    {
        at = 0;
        return true;
    }

    public long Advance(long n0, long n1) => Go(n0, n1, machine.Advance);

    public long Record(long n0, long n1) => Go(n0, n1, machine.Record);

    public void BeginAdjoint(long index) { }

    public void Reverse(long n1, long n0) => Interleaving.Sleep("reverse", (n1 - n0) * machine.Reverse);

    public void ClearDependencies() { }

    public long RestartBytes(long step) => (long)machine.RestartBytes;

    public void WriteRestart(long step, ref ByteWriter writer) => Write(machine.RestartBytes, ref writer);

    public void ReadRestart(long step, ref ByteReader reader) => Read(machine.RestartBytes, ref reader);

    public long DependencyBytes(long step) => (long)machine.DependencyBytes;

    public void WriteDependencies(long step, ref ByteWriter writer) => Write(machine.DependencyBytes, ref writer);

    public void ReadDependencies(long step, ref ByteReader reader) => Read(machine.DependencyBytes, ref reader);

    private long Go(long n0, long n1, double seconds)
    {
        n1 = Math.Min(n1, steps);
        Interleaving.Sleep("forward", (n1 - n0) * seconds);
        return at = n1;
    }

    private void Write(double bytes, ref ByteWriter writer)
    {
        for (var i = 0; i < bytes; i++)
            writer.Write((byte)at);
        Interleaving.Sleep("copy", bytes / machine.CopyBandwidth);
    }

    private void Read(double bytes, ref ByteReader reader)
    {
        for (var i = 0; i < bytes; i++)
            reader.Read<byte>();
        Interleaving.Sleep("copy", bytes / machine.CopyBandwidth);
    }
}
