namespace Schedules.Runtime;

/// <summary>A checkpoint on disk that is as it was written.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Position">The byte of that file at which it begins.</param>
/// <param name="Run">The run that wrote it.</param>
/// <param name="Rank">The process of that run; empty if it has no name.</param>
/// <param name="Label">The label that it was written with.</param>
/// <param name="Bytes">Bytes of its data, as the store was given them: compressed, if they were, and with
/// floats for doubles, if <see cref="CheckpointLabel.Precision"/> says so.</param>
/// <param name="Crc">Their CRC-32C.</param>
public sealed record StoredCheckpoint(
    string Path,
    long Position,
    Guid Run,
    string Rank,
    CheckpointLabel Label,
    long Bytes,
    uint Crc
)
{
    /// <summary>Reads its data, and verifies them again.</summary>
    /// <param name="target">As many bytes as it has.</param>
    /// <exception cref="ArgumentException">They are more or fewer.</exception>
    /// <exception cref="CheckpointStoreException">It is not there any more, or something else
    /// is.</exception>
    public void Read(LargeSpan target)
    {
        if (target.Length != Bytes)
            throw new ArgumentException(
                $"The checkpoint of step {Label.Step} has {Bytes} bytes, not {target.Length}.",
                nameof(target)
            );
        try
        {
            OwnFile.Check(Path);
            using var file = File.OpenHandle(Path, share: FileShare.ReadWrite | FileShare.Delete);
            if (!FileData.TryRead(file, Position + CheckpointHeader.Size, target, out var crc) || crc != Crc)
                throw DiskErrors.With(Path, Label.Step, "its data are not there any more");
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, System.IO.Path.GetDirectoryName(Path)!, Path, Label.Step);
        }
    }
}
