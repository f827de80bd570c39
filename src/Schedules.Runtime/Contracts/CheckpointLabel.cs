namespace Schedules.Runtime;

/// <summary>What a store is told of a checkpoint, and keeps with its data.</summary>
/// <param name="Step">Its step: a store holds one checkpoint of a step at most.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="DependenciesEnd">The end of the steps whose dependencies it holds; <paramref name="Step"/> if of none.</param>
/// <param name="Sequence">The index, in the run, of the action that wrote it.</param>
public readonly record struct CheckpointLabel(long Step, CheckpointKind Kind, long DependenciesEnd, long Sequence);
