namespace Schedules.Cli.Families;

/// <summary>The families of schedules.</summary>
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
