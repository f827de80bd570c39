using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>Calls that are wrong, threads, and what belongs to the host.</summary>
public sealed class UseTests
{
    private const string Sanitizers = "-fsanitize=address,undefined";

    [PublishedFact("gcc")]
    public void What_is_wrong_is_refused() => Assert.Equal("done\n", Driver.Run(Driver.C("misuse"), null));

    /// <summary>The library takes no byte of the caller's that it was not given.</summary>
    [PublishedTheory("gcc")]
    [InlineData("misuse", "")]
    [InlineData(
        "actions",
        "9 0 multistage steps=12 snapshotsInRam=1 snapshotsOnDisk=2\n7 64 online policy=r2 snapshots=3\n"
    )]
    [InlineData("heat", "")]
    public void Nothing_is_read_or_written_beside_what_is_given(string program, string input) =>
        Driver.Run(Driver.C(program, Sanitizers, "-fno-sanitize-recover=all"), input);

    [PublishedFact("gcc")]
    public void Threads_have_their_own_runs_at_the_same_time_and_one_after_another_the_same_one()
    {
        string[] specs =
        [
            "revolve steps=50 snapshotsInRam=4",
            "mixed steps=50 snapshots=4",
            "h-revolve steps=50 slots=2,3",
            "multistage steps=50 snapshotsInRam=2 snapshotsOnDisk=2",
        ];
        var expected = 8 * 15 * specs.Sum(spec => CheckpointSchedule.Parse(spec).Count());
        Assert.Equal($"{expected}\n", Driver.Run(Driver.C("threads"), null));
    }

    [PublishedFact("gcc")]
    public void What_is_the_hosts_stays_as_it_was() =>
        Assert.Equal("as before\nexit of the host\n", Driver.Run(Driver.C("host"), null));

    [PublishedFact("gcc")]
    public void The_library_stays_when_it_is_closed() =>
        Assert.Equal(
            "still there\n",
            Driver.Run(
                Driver.C("unload", "-Wl,--as-needed"),
                null,
                Path.Combine(Published.Folder, "lib", "libschedules.so")
            )
        );

    [PublishedFact("gcc", "pkg-config")]
    public void The_pkg_config_file_leads_to_the_library()
    {
        var file = Path.Combine(Published.Folder, "lib", "pkgconfig", "schedules.pc");
        var options = Driver
            .Run("pkg-config", null, "--cflags", "--libs", file)
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("-lschedules", options);
        Assert.True(File.Exists(Path.Combine(options.Single(option => option.StartsWith("-I"))[2..], "schedules.h")));
        Assert.True(
            File.Exists(Path.Combine(options.Single(option => option.StartsWith("-L"))[2..], "libschedules.so"))
        );
    }
}
