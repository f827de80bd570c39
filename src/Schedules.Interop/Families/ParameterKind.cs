namespace Schedules.Interop;

/// <summary>Meaning of a <see cref="FamilyParameter"/>.</summary>
public enum ParameterKind
{
    /// <summary>The number of steps, known from the start.</summary>
    Steps,

    /// <summary>Slots, or units of storage, on one level.</summary>
    Slots,

    /// <summary>Slots of each level, RAM first.</summary>
    SlotsOfLevels,

    /// <summary>Units that the restart data of a step take.</summary>
    RestartUnits,

    /// <summary>Units that the adjoint dependencies of a step take.</summary>
    DependencyUnits,

    /// <summary>Steps from one checkpoint to the next, or a word for the way to
    /// find them.</summary>
    Period,

    /// <summary>RAM, disk, or a slower level.</summary>
    Level,

    /// <summary>On or off.</summary>
    Switch,

    /// <summary>One of several words.</summary>
    Word,

    /// <summary>Use of RAM beneath slower levels: a trajectory, or <c>mixed:1:4</c> with the units
    /// of restart data and of dependencies.</summary>
    InRam,

    /// <summary>A <see cref="CostModel"/>.</summary>
    Costs,
}
