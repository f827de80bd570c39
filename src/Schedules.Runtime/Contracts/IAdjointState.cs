namespace Schedules.Runtime;

/// <summary>
/// What a model can add, so that a run that was killed in reverse need not reverse again what it had: the state of its adjoint
/// as bytes, with everything that the rest of the adjoint calculation needs and its result will hold.
/// </summary>
public interface IAdjointState
{
    /// <summary>Bytes of the adjoint's state, at least 1.</summary>
    int AdjointBytes { get; }

    /// <summary>Writes the adjoint's state.</summary>
    /// <param name="target"><see cref="AdjointBytes"/> bytes, of any content.</param>
    void WriteAdjoint(Span<byte> target);

    /// <summary>Takes the adjoint's state, instead of <see cref="IAdjointModel.BeginAdjoint"/> and the steps reversed
    /// until it was written.</summary>
    /// <param name="source">What <see cref="WriteAdjoint"/> has written.</param>
    void ReadAdjoint(ReadOnlySpan<byte> source);
}
