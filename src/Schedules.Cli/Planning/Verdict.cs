using Schedules.Cli.Families;

namespace Schedules.Cli.Planning;

/// <summary>Verdict on a candidate.</summary>
internal abstract record Verdict(ScheduleSpec Spec);

/// <summary>It fits.</summary>
internal sealed record Fits(ScheduleSpec Spec, Estimate Estimate) : Verdict(Spec);

/// <summary>It needs more than there is.</summary>
internal sealed record TooBig(ScheduleSpec Spec, Resource Resource, double RequiredOption, double Available)
    : Verdict(Spec);

/// <summary>It could not be made: a table that would be too large, or takes too long.</summary>
internal sealed record NotMade(ScheduleSpec Spec, string Reason) : Verdict(Spec);

/// <summary>Resources that may be too small.</summary>
internal enum Resource
{
    Ram,
    Disk,
}
