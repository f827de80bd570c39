namespace Schedules.Runtime;

/// <summary>
/// A time-stepping calculation and its adjoint, as the runtime drives them. Step i takes the
/// forward from the start of step i to the start of step i + 1; ranges are half open. The model
/// holds what the literature calls WORK: the state of the forward, the adjoint, and the adjoint
/// dependencies that it has recorded or read and has not been told to clear. Everything else is
/// held for it, as bytes.
/// <para>
/// The runtime calls one method at a time, from one thread. A replay must give the same bits as the
/// first pass: implement <see cref="IForwardChecksum"/> to have that checked, and
/// <see cref="IAdjointState"/> to survive a crash in reverse.
/// </para>
/// <para>
/// Needed are <see cref="Advance(long, long)"/>, <see cref="Record(long, long)"/>,
/// <see cref="Reverse(long, long)"/>, <see cref="ClearDependencies"/>, and the restart data:
/// <see cref="RestartBytes"/>, <see cref="WriteRestart"/>, <see cref="ReadRestart"/>. What a member
/// that is not implemented means is said with it.
/// </para>
/// </summary>
public interface IAdjointModel
{
    /// <summary>The number of steps; null if the forward finds its end as it goes.</summary>
    long? Steps => null;

    /// <summary>The adjoints that one <see cref="Reverse(long, long)"/> takes back
    /// together, at least 1: right-hand sides of one linearisation, not adjoint
    /// calculations one after another.</summary>
    int AdjointCount => 1;

    /// <summary>Whether the dependencies of a step also restart the next one, as those of a stiffly
    /// accurate scheme do: after <see cref="ReadDependencies"/> of step i the forward stands at the
    /// start of step i + 1.</summary>
    bool DependenciesRestart => false;

    /// <summary>A text that says what is calculated, so that a run is not resumed with another
    /// model: it has all that changes the result, the control included. Null if there is none; a
    /// run with a journal needs one. While a run lasts it does not change: a run that is called
    /// again, for its reverse for example, is refused if it has.</summary>
    string? Identity => null;

    /// <summary>A forward begins: puts the model at the start of step 0 with its present
    /// control. Called once in a run, before anything else that changes the model; once more in
    /// a run that is resumed, if what had survived serves for one adjoint calculation and more
    /// are wanted.</summary>
    /// <returns>True if it stands there. False, as if it is not implemented: this object
    /// serves for one run, before which it stands at the start of step 0; a second run with it
    /// is refused.</returns>
    bool BeginForward() => false;

    /// <summary>Advances the forward, keeping nothing.</summary>
    /// <param name="n0">The step at whose start the forward stands.</param>
    /// <param name="n1">The step to whose start it is to go, after <paramref name="n0"/>; where the number of steps is not known it
    /// may lie far beyond the end.</param>
    /// <returns>The step at whose start it stands: <paramref name="n1"/> or, if the calculation has
    /// ended there, an earlier one.</returns>
    long Advance(long n0, long n1);

    /// <summary>As <see cref="Advance(long, long)"/>, for a model that can be cancelled
    /// within a range.</summary>
    /// <param name="n0">The step at whose start the forward stands.</param>
    /// <param name="n1">The step to whose start it is to go.</param>
    /// <param name="cancellation">When it is cancelled, the model may return the step, from <paramref name="n0"/> on, at whose
    /// start it stands, or be at <paramref name="n0"/> again and throw
    /// <see cref="OperationCanceledException"/>; the run can be started again either way, and goes
    /// on from there.</param>
    long Advance(long n0, long n1, CancellationToken cancellation) => Advance(n0, n1);

    /// <summary>Advances the forward, and records the adjoint dependencies of these steps into
    /// WORK, beside those that are there.</summary>
    /// <param name="n0">The step at whose start the forward stands.</param>
    /// <param name="n1">The step to whose start it is to go, after <paramref name="n0"/>; as in
    /// <see cref="Advance(long, long)"/>.</param>
    /// <returns>The step at whose start it stands: <paramref name="n1"/> or, if the calculation has
    /// ended there, an earlier one.</returns>
    long Record(long n0, long n1);

    /// <summary>As <see cref="Record(long, long)"/>, for a model that can be cancelled
    /// within a range.</summary>
    /// <param name="n0">The step at whose start the forward stands.</param>
    /// <param name="n1">The step to whose start it is to go.</param>
    /// <param name="cancellation">As in <see cref="Advance(long, long, CancellationToken)"/>: WORK then has the dependencies of
    /// the steps up to where the forward stands, and no others.</param>
    long Record(long n0, long n1, CancellationToken cancellation) => Record(n0, n1);

    /// <summary>The forward has got to its end for the first time: what the adjoint starts from is
    /// at hand now, and may not be when the adjoint starts. Not called in a run that is resumed in
    /// reverse: what is taken here belongs to the adjoint's state
    /// (<see cref="IAdjointState"/>).</summary>
    /// <param name="n">The number of steps.</param>
    void EndForward(long n) { }

    /// <summary>An adjoint calculation begins: the adjoint is to stand at the end.</summary>
    /// <param name="index">Its index, from 0.</param>
    void BeginAdjoint(long index) { }

    /// <summary>Takes the adjoint back over steps whose dependencies are in WORK.</summary>
    /// <param name="n1">The step at whose start the adjoint stands.</param>
    /// <param name="n0">The step to whose start it is to go, before <paramref name="n1"/>.</param>
    void Reverse(long n1, long n0);

    /// <summary>As <see cref="Reverse(long, long)"/>, for a model that can be cancelled
    /// within a range.</summary>
    /// <param name="n1">The step at whose start the adjoint stands.</param>
    /// <param name="n0">The step to whose start it is to go.</param>
    /// <param name="cancellation">As in <see cref="Advance(long, long, CancellationToken)"/>.</param>
    /// <returns>The step at whose start it stands: <paramref name="n0"/> or, if it was cancelled, a
    /// later one.</returns>
    long Reverse(long n1, long n0, CancellationToken cancellation)
    {
        Reverse(n1, n0);
        return n0;
    }

    /// <summary>An adjoint calculation is complete: its result is at hand.</summary>
    /// <param name="index">Its index, from 0.</param>
    void EndAdjoint(long index) { }

    /// <summary>Forgets all adjoint dependencies in WORK. Also called before a run, when there
    /// may be none.</summary>
    void ClearDependencies();

    /// <summary>Bytes of the restart data of a step: what the forward needs to start again there.
    /// At least 1. Asked just before they are written, so that they may depend on the state, as
    /// those of an adaptive mesh do: a checkpoint keeps the size that it had. Also asked of step 0
    /// as an executor is made, wherever the forward stands then.</summary>
    /// <param name="step">The step at whose start the forward stands.</param>
    long RestartBytes(long step);

    /// <summary>Writes the restart data of the step at whose start the forward stands.</summary>
    /// <param name="step">The step.</param>
    /// <param name="writer">Takes exactly <see cref="RestartBytes"/> bytes, in one part or many.</param>
    void WriteRestart(long step, ref ByteWriter writer);

    /// <summary>Takes restart data: the forward then stands at the start of their step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reader">Gives what <see cref="WriteRestart"/> has written, <see cref="ByteReader.Remaining"/> bytes, all of which
    /// are to be read.</param>
    void ReadRestart(long step, ref ByteReader reader);

    /// <summary>Bytes of the adjoint dependencies of one step. Asked just before they are written,
    /// so that they may depend on the state; and at the beginning, when none are recorded, of step
    /// 0: 0, as if it is not implemented, if they are not kept outside WORK, and schedules that do
    /// so are refused.</summary>
    /// <param name="step">The step, whose dependencies are in WORK if there are any.</param>
    long DependencyBytes(long step) => 0;

    /// <summary>Writes the adjoint dependencies of a step, which are in WORK.</summary>
    /// <param name="step">The step.</param>
    /// <param name="writer">Takes exactly <see cref="DependencyBytes"/> bytes, in one part or many.</param>
    void WriteDependencies(long step, ref ByteWriter writer) =>
        throw new NotSupportedException("the model does not write its dependencies");

    /// <summary>Takes the adjoint dependencies of a step into WORK, beside those that are there; if
    /// they also restart the next step (<see cref="DependenciesRestart"/>), the forward then stands
    /// at its start.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reader">Gives what <see cref="WriteDependencies"/> has written, <see cref="ByteReader.Remaining"/> bytes, all of
    /// which are to be read.</param>
    void ReadDependencies(long step, ref ByteReader reader) =>
        throw new NotSupportedException("the model does not read its dependencies");
}
