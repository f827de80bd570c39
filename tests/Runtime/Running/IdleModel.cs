namespace Schedules.Runtime.Tests;

/// <summary>A model that does nothing, whose parts a test replaces.</summary>
internal class IdleModel(long? steps, long bytes = 8) : IAdjointModel
{
    public virtual long? Steps => steps;

    public virtual bool BeginForward() => true;

    public virtual long RestartBytes(long step) => bytes;

    public virtual long DependencyBytes(long step) => bytes;

    public virtual long Advance(long n0, long n1) => n1;

    public virtual long Record(long n0, long n1) => n1;

    public virtual void EndForward(long n) { }

    public virtual void BeginAdjoint(long index) { }

    public virtual void Reverse(long n1, long n0) { }

    public virtual void EndAdjoint(long index) { }

    public virtual void ClearDependencies() { }

    public virtual void WriteRestart(long step, ref ByteWriter writer) => writer.Take((int)writer.Remaining);

    public virtual void ReadRestart(long step, ref ByteReader reader) => reader.Take((int)reader.Remaining);

    public virtual void WriteDependencies(long step, ref ByteWriter writer) => writer.Take((int)writer.Remaining);

    public virtual void ReadDependencies(long step, ref ByteReader reader) => reader.Take((int)reader.Remaining);
}
