namespace Schedules.Runtime.Tests.Stores;

/// <summary>A directory for one test, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("schedules-test-").FullName;

    public string this[string name] => Path.Combine(Location, name);

    /// <summary>All that is in it, at any depth.</summary>
    public string[] Entries() => Directory.GetFileSystemEntries(Location, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        if (Directory.Exists(Location))
        {
            Directory.Delete(Location, recursive: true);
        }
    }
}
