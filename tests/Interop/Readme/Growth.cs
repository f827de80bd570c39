using Schedules.Runtime;

namespace Schedules.Interop.Tests.Readme;

/// <summary>x' = x + h x², and the derivative of the last x by the first.</summary>
internal sealed class Growth(double x, double h) : IAdjointModel
{
    private readonly Dictionary<long, double> recorded = [];
    private readonly double start = x;

    public double X { get; private set; } = x;
    public double Gradient { get; private set; }

    public string Identity => $"growth from {start} by {h}";

    public bool BeginForward()
    {
        X = start;
        return true;
    }

    public long RestartBytes(long step) => Bytes.Of<double>();

    public long DependencyBytes(long step) => Bytes.Of<double>();

    public long Advance(long n0, long n1)
    {
        for (var step = n0; step < n1; step++)
            X += h * X * X;
        return n1;
    }

    public long Record(long n0, long n1)
    {
        for (var step = n0; step < n1; step++)
        {
            recorded[step] = X;
            Advance(step, step + 1);
        }

        return n1;
    }

    public void BeginAdjoint(long index) => Gradient = 1;

    public void Reverse(long n1, long n0)
    {
        for (var step = n1 - 1; step >= n0; step--)
            Gradient *= 1 + 2 * h * recorded[step];
    }

    public void ClearDependencies() => recorded.Clear();

    public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(X);

    public void ReadRestart(long step, ref ByteReader reader) => X = reader.Read<double>();

    public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(recorded[step]);

    public void ReadDependencies(long step, ref ByteReader reader) => recorded[step] = reader.Read<double>();
}
