namespace Schedules.Runtime;

/// <summary>Layouts of checkpoints on disk.</summary>
public enum DiskLayout
{
    /// <summary>A file a checkpoint: written to a temporary name, then renamed.</summary>
    FilePerCheckpoint,

    /// <summary>One file with slots, used again when their checkpoints are deleted: no file is made
    /// or removed while the run goes on. A slot's header is made invalid before its data are
    /// written, and valid after.</summary>
    OneFile,
}
