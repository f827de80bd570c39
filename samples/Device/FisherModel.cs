using ILGPU;
using ILGPU.Runtime;
using Schedules.Runtime;

namespace Schedules.Samples.Device;

using Field = MemoryBuffer1D<double, Stride1D.Dense>;

/// <summary>
/// A population that spreads and grows on a ring, du/dt = d²u/dx² + u (1 - u), and the derivative of
/// half the square of what it has become by what it was: all on an accelerator, checkpoints on the
/// same one included.
/// </summary>
public sealed class FisherModel : IAdjointModel, IHandleModel, IDisposable
{
    private const double Dt = 0.1;

    private readonly Accelerator accelerator;
    private readonly long steps;
    private readonly int nodes;
    private readonly Dictionary<long, Field> recorded = [];
    private readonly Action<Index1D, ArrayView<double>, ArrayView<double>> forward;
    private readonly Action<Index1D, ArrayView<double>, ArrayView<double>, ArrayView<double>> backward;
    private Field state;
    private Field adjoint;
    private Field spare;

    /// <summary>Makes one.</summary>
    public FisherModel(Accelerator accelerator, long steps, int nodes)
    {
        (this.accelerator, this.steps, this.nodes) = (accelerator, steps, nodes);
        (state, adjoint, spare) = (NewField(), NewField(), NewField());
        forward = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<double>, ArrayView<double>>(Forward);
        backward = accelerator.LoadAutoGroupedStreamKernel<
            Index1D,
            ArrayView<double>,
            ArrayView<double>,
            ArrayView<double>
        >(Backward);
    }

    /// <inheritdoc/>
    public long? Steps => steps;

    /// <summary>The derivative, once the adjoint is complete.</summary>
    public double[] Gradient => adjoint.GetAsArray1D();

    /// <inheritdoc/>
    public bool BeginForward()
    {
        state.CopyFromCPU([.. Enumerable.Range(0, nodes).Select(i => 0.1 + 0.05 * Math.Sin(2 * Math.PI * i / nodes))]);
        return true;
    }

    /// <inheritdoc/>
    public long Advance(long n0, long n1)
    {
        for (var n = n0; n < n1; n++)
        {
            forward(nodes, state.View, spare.View);
            (state, spare) = (spare, state);
        }

        return n1;
    }

    /// <inheritdoc/>
    public long Record(long n0, long n1)
    {
        for (var n = n0; n < n1; n++)
        {
            Copy(state, recorded[n] = NewField());
            Advance(n, n + 1);
        }

        return n1;
    }

    /// <inheritdoc/>
    public void EndForward(long n) => Copy(state, adjoint);

    /// <inheritdoc/>
    public void Reverse(long n1, long n0)
    {
        for (var n = n1 - 1; n >= n0; n--)
        {
            backward(nodes, recorded[n].View, adjoint.View, spare.View);
            (adjoint, spare) = (spare, adjoint);
        }
    }

    /// <inheritdoc/>
    public void ClearDependencies()
    {
        accelerator.Synchronize();
        foreach (var field in recorded.Values)
            field.Dispose();
        recorded.Clear();
    }

    /// <inheritdoc/>
    public long RestartBytes(long step) => state.LengthInBytes;

    /// <inheritdoc/>
    public void WriteRestart(long step, object handle) =>
        state.View.BaseView.CopyTo(((MemoryBuffer1D<byte, Stride1D.Dense>)handle).View.BaseView.Cast<double>());

    /// <inheritdoc/>
    public void ReadRestart(long step, object handle) =>
        ((MemoryBuffer1D<byte, Stride1D.Dense>)handle).View.BaseView.Cast<double>().CopyTo(state.View.BaseView);

    /// <inheritdoc/>
    public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(state.GetAsArray1D());

    /// <inheritdoc/>
    public void ReadRestart(long step, ref ByteReader reader)
    {
        var values = new double[nodes];
        reader.Read(values);
        state.CopyFromCPU(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ClearDependencies();
        foreach (var field in (Field[])[state, adjoint, spare])
            field.Dispose();
    }

    private static void Forward(Index1D i, ArrayView<double> u, ArrayView<double> next) =>
        next[i] = u[i] + Dt * (Diffusion(i, u) + u[i] * (1 - u[i]));

    private static void Backward(Index1D i, ArrayView<double> u, ArrayView<double> a, ArrayView<double> before) =>
        before[i] = a[i] + Dt * (Diffusion(i, a) + a[i] * (1 - 2 * u[i]));

    private static double Diffusion(Index1D i, ArrayView<double> u) =>
        u[(i + 1) % (int)u.Length] - 2 * u[i] + u[(i + (int)u.Length - 1) % (int)u.Length];

    private static void Copy(Field from, Field to) => from.View.BaseView.CopyTo(to.View.BaseView);

    private Field NewField() => accelerator.Allocate1D<double>(nodes);
}
