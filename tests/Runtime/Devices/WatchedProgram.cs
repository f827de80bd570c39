using System.Diagnostics;
using Schedules.Samples.Burgers;

namespace Schedules.Runtime.Tests.Devices;

/// <summary>A test that needs a C compiler, and a system that loads a library into a program
/// before its own.</summary>
public sealed class WatchedTheoryAttribute : TheoryAttribute
{
    public WatchedTheoryAttribute()
    {
        if (!WatchedProgram.IsPossible)
            Skip = "there is no gcc, or this is not Linux";
    }
}

/// <summary>The victim, in one run whose device fails, or whose calls are recorded.</summary>
internal static class WatchedProgram
{
    public const long Steps = 40;

    private static readonly Lazy<string> Device = new(Compile);

    public static bool IsPossible { get; } =
        OperatingSystem.IsLinux()
        && (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Any(place => File.Exists(Path.Combine(place, "gcc")));

    /// <summary>The bits of the gradient and the energy, from storing everything.</summary>
    public static string Expected { get; } = Undisturbed();

    public static BurgersModel Model() => new(Steps, Controls.Hump(30));

    public static string Bits(BurgersModel model) =>
        string.Join(' ', model.Gradient.Append(model.Energy).Select(BitConverter.DoubleToInt64Bits));

    /// <summary>Runs it.</summary>
    /// <param name="place">The directory of its journal.</param>
    /// <param name="family">The schedule.</param>
    /// <param name="oneFile">Whether checkpoints are in files of slots.</param>
    /// <param name="seed">Of how often it writes its journal.</param>
    /// <param name="log">The file to which its calls are appended; null to let it alone.</param>
    /// <param name="fail">The call that fails: its name, its number, and the error; null if none does.</param>
    /// <param name="root">The directory that is watched; null for that of the journal.</param>
    public static (int Code, string Output, string Error) Run(
        string place,
        string family,
        bool oneFile,
        int seed,
        string? log,
        string? fail = null,
        string? root = null
    )
    {
        var victim = typeof(Victim.SampleSchedules).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", victim, place, family, $"{Steps}", $"{-1 - seed}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        if (oneFile)
            start.ArgumentList.Add("one-file");
        if (log is not null)
        {
            start.Environment["LD_PRELOAD"] = Device.Value;
            start.Environment["DEVICE_ROOT"] = root ?? place;
            start.Environment["DEVICE_LOG"] = log;
            if (fail is not null)
                start.Environment["DEVICE_FAIL"] = fail;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), error.Result);
    }

    private static string Undisturbed()
    {
        var model = Model();
        model.Record(0, Steps);
        model.EndForward(Steps);
        model.Reverse(Steps, 0);
        return Bits(model);
    }

    private static string Compile()
    {
        var directory = Directory.CreateTempSubdirectory("device-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Delete(recursive: true);
        var (source, library) = (
            Path.Combine(directory.FullName, "device.c"),
            Path.Combine(directory.FullName, "device.so")
        );
        using (var stream = typeof(WatchedProgram).Assembly.GetManifestResourceStream("device.c")!)
        using (var file = File.Create(source))
            stream.CopyTo(file);
        using var compiler = Process.Start(
            "gcc",
            ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-pthread"]
        );
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }
}
