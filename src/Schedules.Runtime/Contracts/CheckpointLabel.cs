using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Label of a checkpoint, kept with its data.</summary>
/// <param name="Step">Its step: a store holds one checkpoint of a step at most.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="DependenciesEnd">The end of the steps whose dependencies it holds; <paramref name="Step"/> if of none.</param>
/// <param name="Sequence">The index, in the run, of the action that wrote it.</param>
/// <param name="Checksum">The checksum (<see cref="IForwardChecksum"/>) of the forward where it stood when the checkpoint was
/// made: at <paramref name="DependenciesEnd"/>. Null if there is none.</param>
/// <param name="Level">The level that it is of: found on another one after a crash, it is of no use.</param>
/// <param name="Precision">Precision of its doubles.</param>
public readonly record struct CheckpointLabel(
    long Step,
    CheckpointKind Kind,
    long DependenciesEnd,
    long Sequence,
    ulong? Checksum = null,
    Storage Level = Storage.Ram,
    StoredPrecision Precision = StoredPrecision.Exact
);
