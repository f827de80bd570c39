using System.Globalization;
using System.Text;

namespace Schedules.Runtime.Tests.Devices;

/// <summary>A call that changes what is in files or directories, as the program
/// has made it.</summary>
/// <param name="Name">open, write, truncate, fsync, rename, unlink, rmdir or mkdir.</param>
/// <param name="Path">Of what.</param>
/// <param name="Arguments">The others.</param>
/// <param name="Data">What is written.</param>
internal sealed record DeviceCall(string Name, string Path, string[] Arguments, byte[] Data)
{
    public long Number => long.Parse(Arguments[0], CultureInfo.InvariantCulture);

    /// <summary>All calls of a log, in their order. The paths have no spaces.</summary>
    public static List<DeviceCall> Read(string log)
    {
        var bytes = File.ReadAllBytes(log).AsSpan();
        var calls = new List<DeviceCall>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var words = Encoding.UTF8.GetString(bytes[..end]).Split(' ');
            bytes = bytes[(end + 1)..];
            var length = words[0] == "write" ? int.Parse(words[3], CultureInfo.InvariantCulture) : 0;
            calls.Add(new(words[0], words[1], words[2..], bytes[..length].ToArray()));
            bytes = bytes[length..];
        }

        return calls;
    }
}
