using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>The best schedule for a calculation on a machine: candidates of all families, ranked by
/// their wall time.</summary>
public static class Planner
{
    /// <summary>The plan for a request: the same on any machine.</summary>
    /// <param name="request">The calculation, and what there is for it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names a field of the request that makes no
    /// sense.</exception>
    public static Plan Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var core = request.ToCore();
        return new(Map.Value(Core.Planner.plan(core)), core);
    }
}
