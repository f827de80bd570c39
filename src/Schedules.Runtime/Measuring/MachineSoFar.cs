using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The machine that a run has measured when it is not complete.</summary>
internal static class MachineSoFar
{
    /// <summary>What has occurred takes what it has taken on the average. What has not takes what
    /// the user says of it or, where he does not, what is likest to it.</summary>
    /// <param name="profile">Counts and times so far.</param>
    /// <param name="given">What the user says; null for nothing.</param>
    /// <param name="schedule">The schedule, whose costs say how many forward steps an adjoint step takes.</param>
    /// <returns>Null if no step has been done and the user says nothing.</returns>
    public static Machine? Of(RunProfile profile, Machine? given, CheckpointSchedule schedule)
    {
        if (profile.ForwardSteps + profile.ReversedSteps == 0)
            return given;
        var measured = profile.MeasuredMachine();
        var reverseCost = schedule.Costs.Uf > 0 ? schedule.Costs.Ub / schedule.Costs.Uf : 1;
        var advance =
            profile.Find(ProfileKind.Advance) is not null ? measured.Advance
            : given is not null ? given.Advance
            : profile.ForwardSteps > 0 ? measured.Record
            : measured.Reverse / Math.Max(1, reverseCost);
        return measured with
        {
            Advance = advance,
            Record = profile.RecordedSteps > 0 ? measured.Record : given?.Record ?? advance,
            Reverse = profile.ReversedSteps > 0 ? measured.Reverse : given?.Reverse ?? reverseCost * advance,
            CopyBandwidth = CopyBandwidth(profile, measured, given),
            Levels =
            [
                .. Enumerable
                    .Range(0, 1 + (int)schedule.Storages.Append(Storage.Ram).Max())
                    .Select(level => Speed(profile, measured, given, level)),
            ],
        };
    }

    /// <summary>For each checkpoint what was given for one of restart data.</summary>
    private static double CopyBandwidth(RunProfile profile, Machine measured, Machine? given) =>
        given is { RestartBytes: > 0 } && !profile.Entries.Any(entry => entry is { Level: > Storage.Ram, Bytes: > 0 })
            ? given.CopyBandwidth * measured.RestartBytes / given.RestartBytes
            : measured.CopyBandwidth;

    private static LevelSpeed Speed(RunProfile profile, Machine measured, Machine? given, int level)
    {
        double? Measured(ProfileKind kind, Func<LevelSpeed, double> seconds) =>
            profile.Find(kind, (Storage)level) is { } entry && (level == 0 || entry.Done > 0)
                ? seconds(measured.Levels[level])
                : null;
        double? Given(Func<LevelSpeed, double> seconds) =>
            given is null ? null : seconds(given.Levels[Math.Min(level, given.Levels.Count - 1)]);

        var write =
            Measured(ProfileKind.Write, speed => speed.WriteLatency)
            ?? Given(speed => speed.WriteLatency + (given!.RestartBytes / speed.WriteBandwidth));
        var read =
            Measured(ProfileKind.Read, speed => speed.ReadLatency)
            ?? Given(speed => speed.ReadLatency + (given!.RestartBytes / speed.ReadBandwidth));
        return new(write ?? read ?? 0, read ?? write ?? 0);
    }
}
