namespace Schedules.Runtime;

/// <summary>
/// A time-stepping calculation and its adjoint, as the runtime drives them. Step i takes the forward from the start of step i to
/// the start of step i + 1; ranges are half open. A new model stands at the start of step 0. The model holds what the
/// literature calls WORK: the state of the forward, the adjoint, and the adjoint dependencies that it has recorded or read and
/// has not been told to clear. Everything else is held for it, as bytes.
/// <para>
/// The runtime calls one method at a time, from one thread. A replay must give the same bits as the first pass: implement
/// <see cref="IForwardChecksum"/> to have that checked, and <see cref="IAdjointState"/> to survive a crash in reverse.
/// </para>
/// </summary>
public interface IAdjointModel
{
    /// <summary>The number of steps; null if the forward finds its end as it goes.</summary>
    long? Steps => null;

    /// <summary>Bytes of restart data: what the forward needs to start again at the beginning of a step. At least 1.</summary>
    int RestartBytes { get; }

    /// <summary>Bytes of the adjoint dependencies of one step. At least 1.</summary>
    int DependencyBytes { get; }

    /// <summary>Says what is calculated, so that a run is not resumed with another model: put into it what changes the
    /// result.</summary>
    string Identity => GetType().FullName ?? GetType().Name;

    /// <summary>Advances the forward, keeping nothing.</summary>
    /// <param name="n0">Where the forward stands.</param>
    /// <param name="n1">Where it is to go.</param>
    /// <returns>Where it stands: <paramref name="n1"/> or, if the calculation has ended there, an earlier step.</returns>
    long Advance(long n0, long n1);

    /// <summary>Advances the forward, and records the adjoint dependencies of these steps into WORK, beside those that are
    /// there.</summary>
    /// <param name="n0">Where the forward stands.</param>
    /// <param name="n1">Where it is to go.</param>
    /// <returns>Where it stands: <paramref name="n1"/> or, if the calculation has ended there, an earlier step.</returns>
    long Record(long n0, long n1);

    /// <summary>The forward has got to its end for the first time: what the adjoint starts from is at hand now, and may not be
    /// when the adjoint starts.</summary>
    /// <param name="n">The number of steps.</param>
    void EndForward(long n) { }

    /// <summary>An adjoint calculation begins: the adjoint is to stand at the end.</summary>
    /// <param name="index">Which one, from 0.</param>
    void BeginAdjoint(long index) { }

    /// <summary>Advances the adjoint back over steps whose dependencies are in WORK.</summary>
    /// <param name="n1">Where the adjoint stands.</param>
    /// <param name="n0">Where it is to go.</param>
    void Reverse(long n1, long n0);

    /// <summary>An adjoint calculation is complete: its result is at hand.</summary>
    /// <param name="index">Which one, from 0.</param>
    void EndAdjoint(long index) { }

    /// <summary>Forgets all adjoint dependencies in WORK.</summary>
    void ClearDependencies();

    /// <summary>Writes the restart data of the step at whose start the forward stands.</summary>
    /// <param name="step">The step.</param>
    /// <param name="target"><see cref="RestartBytes"/> bytes, of any content.</param>
    void WriteRestart(long step, Span<byte> target);

    /// <summary>Takes restart data: the forward then stands at the start of their step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="source">What <see cref="WriteRestart"/> has written.</param>
    void ReadRestart(long step, ReadOnlySpan<byte> source);

    /// <summary>Writes the adjoint dependencies of a step, which are in WORK.</summary>
    /// <param name="step">The step.</param>
    /// <param name="target"><see cref="DependencyBytes"/> bytes, of any content.</param>
    void WriteDependencies(long step, Span<byte> target);

    /// <summary>Takes the adjoint dependencies of a step into WORK, beside those that are there. Under a schedule for
    /// calculations where they also restart the next step, the forward then stands at its start.</summary>
    /// <param name="step">The step.</param>
    /// <param name="source">What <see cref="WriteDependencies"/> has written.</param>
    void ReadDependencies(long step, ReadOnlySpan<byte> source);
}
