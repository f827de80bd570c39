using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>
/// Evaluations that are complete, in one file that only grows: key, value, gradient and checksum of
/// each, forced out to the device before the next begins. A value is written before the adjoint
/// begins, for a run that goes on in reverse has no state at the end to take it from. What was cut
/// off by a crash is at the end, and is removed; anything else that is not as it was written
/// is refused.
/// </summary>
internal sealed class EvaluationLog : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "evaluations.bin";

    private const string LockName = "evaluations.lock";
    private const int HeaderSize = 32;

    /// <summary>Bytes before the gradient of a record: numbers in it, key, value.</summary>
    private const int HeadSize = sizeof(long) + EvaluationKey.Size + sizeof(double);

    private readonly int count;
    private readonly string directory;
    private readonly string path;
    private readonly FileLock held;
    private readonly SafeFileHandle file;
    private readonly byte[] record;
    private readonly Dictionary<EvaluationKey, long> places = [];
    private readonly Dictionary<EvaluationKey, double> values = [];
    private long end;

    /// <summary>Opens the file, for this process alone.</summary>
    /// <param name="directory">Its directory, which is made if it is not there.</param>
    /// <param name="count">Numbers of a gradient.</param>
    /// <exception cref="JournalException">It cannot be used, is in use, or is not as it
    /// was written.</exception>
    /// <exception cref="NotSupportedException">One gradient is too large.</exception>
    public EvaluationLog(string directory, int count)
    {
        (this.count, this.directory) = (count, directory);
        if (count > MostNumbers)
            throw new NotSupportedException($"the gradient has {count} numbers; a journal takes up to {MostNumbers}");
        path = Path.Combine(directory, FileName);
        record = new byte[SizeOf(count)];
        try
        {
            PrivateDirectory.MakeDurably(directory);
            held = new FileLock(Path.Combine(directory, LockName));
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw new JournalException(
                $"the journal directory {directory} cannot be used, or another loop uses it: {refused.Message}",
                directory,
                refused
            );
        }

        SafeFileHandle? opened = null;
        try
        {
            file = opened = Named(() =>
            {
                OwnFile.Check(path);
                return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            });
            Named(Scan);
            Named(() => Device.FlushDirectory(directory));
        }
        catch
        {
            opened?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>The directory of an evaluation that goes on.</summary>
    public string DirectoryOf(EvaluationKey key) => Path.Combine(directory, key.DirectoryName);

    /// <summary>The value of an evaluation whose adjoint has begun; null if it has not.</summary>
    public double? ValueOf(EvaluationKey key) => values.TryGetValue(key, out var value) ? value : null;

    /// <summary>A complete evaluation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="gradient">Becomes its gradient.</param>
    /// <returns>False if there is none.</returns>
    /// <exception cref="JournalException">It cannot be read, or is not as it was
    /// written.</exception>
    public bool TryRead(EvaluationKey key, out double value, Span<double> gradient)
    {
        value = 0;
        if (!places.TryGetValue(key, out var place))
            return false;
        try
        {
            if (!IsWhole(place) || Numbers != count || Key != key)
                throw Damaged(place);
        }
        catch (Exception refused) when (IsOfTheFile(refused))
        {
            throw Named(refused);
        }

        value = Value;
        record.AsSpan(HeadSize, sizeof(double) * count).CopyTo(MemoryMarshal.AsBytes(gradient));
        return true;
    }

    /// <summary>Adds a value, unless that has been done.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void AddValue(EvaluationKey key, double value)
    {
        if (ValueOf(key) is { } known && BitConverter.DoubleToInt64Bits(known) == BitConverter.DoubleToInt64Bits(value))
            return;
        Append(key, value, []);
        values[key] = value;
    }

    /// <summary>Adds a complete evaluation.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Add(EvaluationKey key, double value, ReadOnlySpan<double> gradient) =>
        places[key] = Append(key, value, gradient);

    /// <summary>Removes the directories of evaluations, complete or broken off,
    /// but for one.</summary>
    /// <exception cref="JournalException">It cannot be removed.</exception>
    public void RemoveRuns(EvaluationKey? but) =>
        Named(() =>
        {
            foreach (var other in Directory.EnumerateDirectories(directory))
            {
                var name = Path.GetFileName(other);
                if (!EvaluationKey.IsDirectoryName(name) || name == but?.DirectoryName)
                    continue;
                OwnFile.CheckDirectory(other);
                Directory.Delete(other, recursive: true);
            }
        });

    /// <summary>Removes all that is in the directory of this.</summary>
    /// <exception cref="JournalException">It cannot be removed.</exception>
    public void Remove()
    {
        RemoveRuns(null);
        file.Dispose();
        Named(() => File.Delete(path));
        held.Remove();
    }

    public void Dispose()
    {
        file.Dispose();
        held.Dispose();
    }

    private static ReadOnlySpan<byte> Magic => "schedules-evaluations 1\n"u8;

    private static int MostNumbers => (Array.MaxLength - HeadSize - sizeof(uint)) / sizeof(double);

    private long Numbers => BinaryPrimitives.ReadInt64LittleEndian(record);

    private EvaluationKey Key => EvaluationKey.Read(record.AsSpan(sizeof(long)));

    private double Value => BinaryPrimitives.ReadDoubleLittleEndian(record.AsSpan(sizeof(long) + EvaluationKey.Size));

    private static int SizeOf(int count) => HeadSize + sizeof(double) * count + sizeof(uint);

    private void Scan()
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> header = stackalloc byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[Magic.Length..], count);
        Span<byte> found = stackalloc byte[HeaderSize];
        var read = RandomAccess.Read(file, found, 0);
        if (!found[..Math.Min(read, Magic.Length)].SequenceEqual(Magic[..Math.Min(read, Magic.Length)]))
            throw Damaged(0);
        if (length <= HeaderSize)
        {
            RandomAccess.Write(file, header, 0);
            Device.FlushFile(file, path);
        }
        else if (!found.SequenceEqual(header))
        {
            throw new JournalException(
                $"the evaluations in {path} are of {BinaryPrimitives.ReadInt64LittleEndian(found[Magic.Length..])} numbers, and this loop is of "
                    + $"{count}. Give the control that they are of, or another directory",
                path
            );
        }

        for (end = HeaderSize; end < length; end += SizeOf((int)Numbers))
        {
            if (!IsWhole(end))
            {
                // Each is on the device before the next begins: a crash leaves one in part.
                if (length - end > record.Length)
                    throw Damaged(end);
                RandomAccess.SetLength(file, end);
                Device.FlushFile(file, path);
                return;
            }

            if (Numbers > 0)
                places[Key] = end;
            else
                values[Key] = Value;
        }
    }

    /// <summary>Reads a record; false if there is none, or not as it was written.</summary>
    private bool IsWhole(long place)
    {
        var got = 0;
        for (int read; (read = RandomAccess.Read(file, record.AsSpan(got), place + got)) > 0; )
            got += read;
        if (got < SizeOf(0) || (Numbers != 0 && Numbers != count))
            return false;
        var size = SizeOf((int)Numbers);
        return got >= size
            && BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(size - sizeof(uint)))
                == Sum(place, record.AsSpan(0, size - sizeof(uint)));
    }

    /// <summary>The checksum of a record, and of where it stands.</summary>
    private static uint Sum(long place, ReadOnlySpan<byte> record)
    {
        Span<byte> at = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(at, place);
        return Crc32C.Append(Crc32C.Append(0, at), record);
    }

    private long Append(EvaluationKey key, double value, ReadOnlySpan<double> gradient)
    {
        var target = record.AsSpan(0, SizeOf(gradient.Length));
        BinaryPrimitives.WriteInt64LittleEndian(target, gradient.Length);
        key.Write(target[sizeof(long)..]);
        BinaryPrimitives.WriteDoubleLittleEndian(target[(sizeof(long) + EvaluationKey.Size)..], value);
        MemoryMarshal.AsBytes(gradient).CopyTo(target[HeadSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[^sizeof(uint)..], Sum(end, target[..^sizeof(uint)]));
        try
        {
            RandomAccess.Write(file, target, end);
            Device.FlushFile(file, path);
        }
        catch (Exception refused) when (IsOfTheFile(refused))
        {
            throw Named(refused);
        }

        var place = end;
        end += target.Length;
        return place;
    }

    private void Named(Action act) =>
        Named(() =>
        {
            act();
            return true;
        });

    private T Named<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception refused) when (IsOfTheFile(refused))
        {
            throw Named(refused);
        }
    }

    private static bool IsOfTheFile(Exception error) => error is not JournalException && error.IsFileSystemError();

    private JournalException Named(Exception refused) =>
        new(
            $"the evaluations in {path} cannot be read or written: {refused.Message}. Remove the cause, and start once more",
            path,
            refused
        );

    private JournalException Damaged(long place) =>
        new(
            $"the evaluations in {path} are not as they were written, from byte {place} on. Remove what is in the directory, and the "
                + "loop begins anew",
            path
        );
}
