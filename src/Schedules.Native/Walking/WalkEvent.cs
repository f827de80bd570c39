using Schedules.Interop;

namespace Schedules.Native;

/// <summary>What a tool that knows restart data only is told to do.</summary>
internal enum WalkKind
{
    /// <summary>Keep the state, which stands before step N0.</summary>
    Store,

    /// <summary>Run steps N0 … N1-1.</summary>
    Forward,

    /// <summary>Read the state before step N0.</summary>
    Restore,

    /// <summary>Record step N0, before which the state stands, and reverse it.</summary>
    Turn,

    /// <summary>Forget the state before step N0.</summary>
    Drop,

    /// <summary>It is over.</summary>
    Done,
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="N0">The step.</param>
/// <param name="N1">Of a Forward, where it goes.</param>
/// <param name="Level">Of a Store, Restore or Drop, the level.</param>
/// <param name="IsLast">Of a Restore, whether the state is forgotten then.</param>
internal readonly record struct WalkEvent(
    WalkKind Kind,
    long N0 = 0,
    long N1 = 0,
    Storage Level = Storage.None,
    bool IsLast = false
);
