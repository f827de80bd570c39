using System.Diagnostics;
using System.Text.RegularExpressions;
using Schedules.Tests;

namespace Schedules.Mpi.Tests;

/// <summary>Runs a program on ranks, with a limit: one that waits for ever is a failure.</summary>
/// <param name="name">The launcher.</param>
/// <param name="options">What it needs for root, and for more ranks than cores.</param>
internal sealed partial class Launcher(string name, string[] options)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Ranks.dll");

    public static readonly IReadOnlyDictionary<string, Launcher> All = new Dictionary<string, Launcher>
    {
        ["Open MPI"] = new("mpirun.openmpi", ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none"]),
        ["MPICH"] = new("mpirun.mpich", []),
    };

    /// <summary>The program.</summary>
    public string Name => name;

    /// <summary>Of those that can be called: all in the campaign, and one without it.</summary>
    public static TheoryData<string> Names =>
        [
            .. All.Where(launcher => launcher.Value.Missing is null)
                .Select(launcher => launcher.Key)
                .Take(Campaign.Of(sample: 1, full: All.Count)),
        ];

    /// <summary>Why it cannot be called; null if it can.</summary>
    public string? Missing =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => directory.Length > 0 && File.Exists(Path.Combine(directory, name)))
            ? null
            : $"{name} is not installed";

    /// <summary>Has the ranks run one or more runs, one after another.</summary>
    public Outcome Run(int ranks, IEnumerable<string[]> runs) =>
        Run(ranks, [.. runs.SelectMany((words, index) => index == 0 ? words : ["then", .. words])]);

    /// <summary>Runs the program of the ranks.</summary>
    public Outcome Run(int ranks, params string[] words) => RunProgram(Program, ranks, words);

    /// <summary>Runs a program, by the path of its assembly.</summary>
    public Outcome RunProgram(string program, int ranks, params string[] words)
    {
        var start = new ProcessStartInfo(name)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Open MPI has a terminal for each rank.
        start.Environment["TERM"] = "dumb";
        string[] all = [.. options, "-n", $"{ranks}", Environment.ProcessPath ?? "dotnet"];
        if (Path.GetFileNameWithoutExtension(all[^1]) != "dotnet")
            all[^1] = "dotnet";
        foreach (var word in (string[])[.. all, program, .. words])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{name} -n {ranks} {string.Join(' ', words)} does not end: {output.Result}");
        }

        return new(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>What a run of the ranks has come to.</summary>
    /// <param name="Code">The exit code of the launcher.</param>
    /// <param name="Output">What the ranks have printed.</param>
    /// <param name="Errors">What the launcher says of those that have died.</param>
    internal sealed partial record Outcome(int Code, string Output, string Errors)
    {
        /// <summary>The results of the runs.</summary>
        public IReadOnlyList<string> Results => [.. ResultLine().Matches(Output).Select(line => line.Groups[1].Value)];

        /// <summary>How often the ranks say something.</summary>
        public int Count(string text) => Regex.Count(Output, Regex.Escape(text));

        [GeneratedRegex("result ([0-9A-F]{64})")]
        private static partial Regex ResultLine();
    }
}

/// <summary>A test on ranks of each library of MPI that is there; skipped where none is.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RanksTheoryAttribute : TheoryAttribute
{
    public RanksTheoryAttribute() =>
        Skip = Launcher.All.Values.All(launcher => launcher.Missing is not null) ? "no MPI is installed" : null;
}

/// <summary>A test of one library, which is skipped, and says so, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RanksFactAttribute : FactAttribute
{
    public RanksFactAttribute(string library) => Skip = Launcher.All[library].Missing;
}
