namespace Schedules.Runtime.Tests;

/// <summary>A model that does nothing, whose parts a test replaces.</summary>
internal class IdleModel(long? steps, int bytes = 8) : IAdjointModel
{
    public virtual long? Steps => steps;

    public virtual int RestartBytes => bytes;

    public virtual int DependencyBytes => bytes;

    public virtual long Advance(long n0, long n1) => n1;

    public virtual long Record(long n0, long n1) => n1;

    public virtual void EndForward(long n) { }

    public virtual void BeginAdjoint(long index) { }

    public virtual void Reverse(long n1, long n0) { }

    public virtual void EndAdjoint(long index) { }

    public virtual void ClearDependencies() { }

    public virtual void WriteRestart(long step, Span<byte> target) { }

    public virtual void ReadRestart(long step, ReadOnlySpan<byte> source) { }

    public virtual void WriteDependencies(long step, Span<byte> target) { }

    public virtual void ReadDependencies(long step, ReadOnlySpan<byte> source) { }
}
