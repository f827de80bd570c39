namespace Schedules.Samples.Burgers;

/// <summary>The families of schedules that the command line offers.</summary>
internal enum Family
{
    None,
    SingleMemory,
    SingleDisk,
    Revolve,
    Multistage,
    TwoLevel,
    PeriodicDisk,
    Mixed,
    UnitSizes,
    HRevolve,
    DiskRevolve,
    OneDRevolve,
    PeriodicDiskRevolve,
    Optimal,
    Online,
}
