namespace Schedules.Runtime;

/// <summary>Members that a model can add whose checkpoints have other sizes at other steps, if it
/// knows them before it gets there: the room that a run needs is then checked by them before its
/// first step, and not by the sizes of step 0.</summary>
public interface IExpectedSizes
{
    /// <summary>Bytes of the restart data of a step, at least 1: what
    /// <see cref="IAdjointModel.RestartBytes"/> will say there. Asked wherever the
    /// forward stands.</summary>
    /// <param name="step">The step.</param>
    long ExpectedRestartBytes(long step);

    /// <summary>Bytes of the adjoint dependencies of a step: what
    /// <see cref="IAdjointModel.DependencyBytes"/> will say when they are in WORK; 0 if they are
    /// not kept outside it.</summary>
    /// <param name="step">The step.</param>
    long ExpectedDependencyBytes(long step);
}
