namespace Schedules.Runtime;

/// <summary>Takes bytes as long as there is room for them, and then remembers that
/// there was not.</summary>
internal sealed unsafe class FixedStream(byte* start, int room) : Stream
{
    private int position;

    public bool Overflowed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => position;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Overflowed |= buffer.Length > room - position;
        if (!Overflowed)
        {
            buffer.CopyTo(new Span<byte>(start + position, room - position));
            position += buffer.Length;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
