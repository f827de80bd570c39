namespace Schedules.Runtime;

/// <summary>
/// Optional member of a model, so that a run that was killed in reverse need not reverse
/// again what it had: the state of its adjoint as bytes, with everything that the rest
/// of the adjoint calculation needs and its result will hold. That may be what
/// <see cref="IAdjointModel.EndForward"/> has taken, which is not called in a run that
/// is resumed in reverse.
/// </summary>
public interface IAdjointState
{
    /// <summary>Bytes of the adjoint's state, at least 1. Asked just before it is written, so that
    /// they may depend on it; and at the beginning, of step 0.</summary>
    /// <param name="step">The step at whose start the adjoint stands.</param>
    long AdjointBytes(long step);

    /// <summary>Writes the adjoint's state.</summary>
    /// <param name="step">The step at whose start the adjoint stands.</param>
    /// <param name="writer">Takes exactly <see cref="AdjointBytes"/> bytes, in one part or many.</param>
    void WriteAdjoint(long step, ref ByteWriter writer);

    /// <summary>Takes the adjoint's state, instead of <see cref="IAdjointModel.BeginAdjoint"/> and
    /// the steps reversed until it was written.</summary>
    /// <param name="step">The step at whose start the adjoint then stands.</param>
    /// <param name="reader">Gives what <see cref="WriteAdjoint"/> has written, all of which is to be read.</param>
    void ReadAdjoint(long step, ref ByteReader reader);
}
