namespace Schedules.Runtime;

/// <summary>A journal that is as it was written: a run that was broken off, or goes on.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Run">The run.</param>
/// <param name="Schedule">Its schedule, as text.</param>
/// <param name="Model">The identity of its model.</param>
/// <param name="Steps">Its steps; null as long as they are not known.</param>
/// <param name="Reversed">Steps that the adjoint has gone back over, up to the state that is written.</param>
/// <param name="Completed">Adjoint calculations complete before.</param>
/// <param name="StateBytes">Bytes of the adjoint's state; null if none has been written.</param>
public sealed record StoredJournal(
    string Path,
    Guid Run,
    string Schedule,
    string Model,
    long? Steps,
    long Reversed,
    long Completed,
    long? StateBytes
);
