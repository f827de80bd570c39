using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A checkpoint that is there after a crash, and that the schedule cannot
/// have left.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Why">One sentence for people.</param>
public sealed record Misfit(SurvivingCheckpoint Checkpoint, string Why)
{
    internal static Misfit From(Core.Misfit misfit) =>
        new(SurvivingCheckpoint.From(misfit.Survivor), misfit.Why.ToString());
}
