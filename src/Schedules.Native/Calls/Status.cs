namespace Schedules.Native;

/// <summary>What a call answers, as in schedules.h: from 0 on it is done.</summary>
internal enum Status
{
    Ok = 0,

    /// <summary>A pointer that has to lead somewhere is null.</summary>
    Null = -1,

    /// <summary>No such handle: null, destroyed, or never given out.</summary>
    Handle = -2,

    /// <summary>Another thread is within a call with the same handle.</summary>
    Busy = -3,

    /// <summary>A text that is not what it should be.</summary>
    Text = -4,

    /// <summary>A number out of range.</summary>
    Range = -5,

    /// <summary>Not now: the length is not known yet, or known already, and the like.</summary>
    State = -6,

    /// <summary>The referee refuses the action.</summary>
    Invalid = -7,

    /// <summary>The answer needs more than 64 bits.</summary>
    Overflow = -8,

    /// <summary>A store cannot write, read or delete.</summary>
    Store = -9,

    /// <summary>There is no more memory.</summary>
    Memory = -10,

    /// <summary>A fault of this library.</summary>
    Internal = -11,
}
