using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Schedules.Samples.Acoustic;

/// <summary>Starts this program once more, on ranks, with the launcher of an MPI.</summary>
internal static class RankLauncher
{
    /// <summary>Set by this launch, whatever the launcher sets, so that no rank launches
    /// others.</summary>
    private const string Own = "SCHEDULES_ACOUSTIC_RANKS";

    /// <summary>The variables in which Open MPI, Hydra and those who have its protocol tell a process
    /// the number of ranks, on its machine where they know it.</summary>
    private static readonly string[] Counts = ["OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS", "PMI_SIZE", Own];

    /// <summary>The ranks on this machine; null if no launcher has started this process.</summary>
    public static int? RanksHere =>
        Counts
            .Select(Environment.GetEnvironmentVariable)
            .Select(text =>
                int.TryParse(text, NumberStyles.None, null, out var count) && count > 0 ? count : (int?)null
            )
            .FirstOrDefault(count => count is not null);

    /// <summary>Launches, and waits; what the ranks print is printed.</summary>
    /// <param name="settings">What all ranks are to do.</param>
    /// <param name="cancellation">Ends the launcher in good order, which so ends the ranks.</param>
    /// <returns>The exit code of the launcher.</returns>
    /// <exception cref="SettingsException">There is no launcher, or too many ranks.</exception>
    public static int Run(Settings settings, CancellationToken cancellation)
    {
        var ranks = settings.Ranks ?? 1;
        settings.CheckPlaces(draws: true);
        settings.CheckRanks(ranks);
        _ = settings.Schedule.Build();
        using var launched = Process.Start(Start(settings.Launcher, ranks, Environment.GetCommandLineArgs()))!;
        using var ending = cancellation.Register(() =>
        {
            using var kill = Process.Start("kill", ["-TERM", $"{launched.Id}"]);
            kill.WaitForExit();
        });
        launched.WaitForExit();
        return launched.ExitCode;
    }

    /// <summary>How a launcher is started.</summary>
    /// <param name="launcher">The launcher.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="program">The assembly of a program that runs as this one does, and its arguments.</param>
    /// <exception cref="SettingsException">There is no launcher.</exception>
    internal static ProcessStartInfo Start(string launcher, int ranks, string[] program)
    {
        string[] options = IsOpenMpi(launcher)
            ?
            [
                "--oversubscribe",
                .. (string[])["--bind-to", "none"],
                // Seconds for ranks that are to end, to do so in good order: one otherwise.
                .. (string[])["--mca", "odls_base_sigkill_timeout", "20"],
                .. Environment.IsPrivilegedProcess ? (string[])["--allow-run-as-root"] : [],
            ]
            : [];
        var host = Environment.ProcessPath!;
        string[] command =
            Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, .. program] : [host, .. program[1..]];
        var start = new ProcessStartInfo(launcher, [.. options, "-n", $"{ranks}", .. command]);
        start.Environment[Own] = $"{ranks}";
        // Open MPI has a terminal for each rank, in which the framework would leave marks.
        start.Environment["TERM"] = "dumb";
        return start;
    }

    /// <summary>Whether a launcher is that of Open MPI, which wants to be told that root, and more
    /// ranks than processors, are meant.</summary>
    private static bool IsOpenMpi(string launcher)
    {
        try
        {
            var start = new ProcessStartInfo(launcher, ["--version"]) { RedirectStandardOutput = true };
            using var asked = Process.Start(start)!;
            var version = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            // Some call themselves OpenRTE; all say where to report bugs.
            return version.Contains("open-mpi.org", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            throw new SettingsException(
                $"--launcher is {launcher}, which is not found; allowed: the launcher of an MPI, as Debian's packages openmpi-bin and mpich have it (mpirun)"
            );
        }
    }
}
