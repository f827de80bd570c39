(**
---
title: Migrating a model
category: Guide
categoryindex: 2
index: 10
---
# Migrating a model

`IAdjointModel` has changed once, so that sizes are 64-bit and may differ from step to step, data need not fit into a span, and one object serves for many runs. A model of before becomes one of now by these replacements.

| before | now |
| --- | --- |
| `int RestartBytes { get; }` | `long RestartBytes(long step)` |
| `int DependencyBytes { get; }` | `long DependencyBytes(long step)`; leave it away, with `WriteDependencies` and `ReadDependencies`, if you use no schedules that keep dependencies on a level |
| `void WriteRestart(long step, Span<byte> target)` with a `SpanWriter` over `target` | `void WriteRestart(long step, ref ByteWriter writer)`: write to `writer` |
| `void ReadRestart(long step, ReadOnlySpan<byte> source)` with a `SpanReader` over `source` | `void ReadRestart(long step, ref ByteReader reader)`: read from `reader` |
| `WriteDependencies`, `ReadDependencies` | the same |
| `target[i..j]`, filled by your own code | `writer.Take(j - i)`, the next bytes as a span |
| `int AdjointBytes`, `WriteAdjoint(target)`, `ReadAdjoint(source)` of `IAdjointState` | `long AdjointBytes(long step)`, `WriteAdjoint(step, ref writer)`, `ReadAdjoint(step, ref reader)`, where the adjoint stands at the start of `step` |
| `int Bytes`, `Save(target)`, `Load(source)` of `IStateCheckpoint` | `long Bytes`, `Save(ref writer)`, `Load(ref reader)` |
| `SpanWriter`, `SpanReader`, `int Bytes.Of<T>()` | `ByteWriter`, `ByteReader`, `long Bytes.Of<T>()` |

The runtime compares: a model that writes more or less than the size that it gives, or does not read all, is named in an exception.

These are new, and may be left away:

| member | without it |
| --- | --- |
| `bool BeginForward()`: puts the model at the start of step 0 with its present control, returns true | an object serves for one run; a second `CheckpointExecutor` with it is refused as it runs |
| `string? Identity` (its default was the name of the type) | a run with a journal is refused |
| `bool DependenciesRestart` | false: schedules that start a step from the dependencies of the one before do not suit the model |
| `int AdjointCount`: adjoints that `Reverse` takes back together | 1 |
| `Advance`, `Record`, `Reverse` with a `CancellationToken` | cancellation is asked for between ranges only |

Of stores, `CheckpointLabel` has a `Checksum`, which a store keeps with the rest of the label, and a store over another says so by `ICheckpointStore.Inner`. A store that serves for many runs one after another removes in `Begin` what is there. Data may have more than 2 GiB: `Length` returns a `long`, and a store gets `ReadOnlyLargeSpan` and `LargeSpan` instead of spans; `data.ToArray()` or `target.AsSpan()` makes it the old thing, for data that are no larger. Checkpoints on disk and journals of before are not read: the run begins anew in another directory.

Of operators, `IForwardOperator` has `Identity` and `Begin`, with the same meaning.
*)
