namespace Schedules.Runtime;

/// <summary>
/// Members that a model can add, so that its data stay on a device: where a level has an
/// <see cref="IHandleStore"/> it writes and reads a checkpoint by its handle. What it writes there
/// are the bytes that the methods of <see cref="IAdjointModel"/> for the same data write: they may
/// be asked for on another level. A checkpoint of more than one part, dependencies of several
/// steps for example, goes as bytes.
/// </summary>
public interface IHandleModel
{
    /// <summary>Writes the restart data of the step at whose start the forward stands.</summary>
    /// <param name="step">The step.</param>
    /// <param name="handle">Room for <see cref="IAdjointModel.RestartBytes"/> bytes.</param>
    void WriteRestart(long step, object handle);

    /// <summary>Takes restart data: the forward then stands at the start of their step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="handle">The data.</param>
    void ReadRestart(long step, object handle);

    /// <summary>Writes the adjoint dependencies of a step, which are in WORK.</summary>
    /// <param name="step">The step.</param>
    /// <param name="handle">Room for <see cref="IAdjointModel.DependencyBytes"/> bytes.</param>
    void WriteDependencies(long step, object handle) =>
        throw new NotSupportedException("the model does not write its dependencies by handle");

    /// <summary>Takes the adjoint dependencies of a step into WORK, as
    /// <see cref="IAdjointModel.ReadDependencies"/> does.</summary>
    /// <param name="step">The step.</param>
    /// <param name="handle">The data.</param>
    void ReadDependencies(long step, object handle) =>
        throw new NotSupportedException("the model does not read its dependencies by handle");
}
