namespace Schedules.Samples.Acoustic;

/// <summary>The families of schedules that the command line offers.</summary>
internal enum Family
{
    Multistage,
    Revolve,
    HRevolve,
    PeriodicDisk,
    Mixed,
    Online,
    SingleMemory,
    SingleDisk,
}
