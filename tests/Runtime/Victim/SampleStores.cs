using Schedules.Interop;

namespace Schedules.Runtime.Tests.Victim;

/// <summary>The stores of a run that keeps its checkpoints in files of slots.</summary>
public static class SampleStores
{
    /// <summary>Those of the run with its journal in a directory; none if it has those
    /// that it makes.</summary>
    public static IReadOnlyDictionary<Storage, ICheckpointStore> In(string directory, bool oneFile) =>
        oneFile
            ? new[] { Storage.Disk, (Storage)2 }.ToDictionary(
                level => level,
                level =>
                    (ICheckpointStore)
                        new DiskStore(
                            new()
                            {
                                Directory = Path.Combine(directory, $"slots-{(int)level}"),
                                Layout = DiskLayout.OneFile,
                            }
                        )
            )
            : new Dictionary<Storage, ICheckpointStore>();
}
