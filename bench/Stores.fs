namespace Schedules.Bench

open System
open System.IO
open System.Runtime.InteropServices
open BenchmarkDotNet.Attributes
open Schedules.Runtime

/// A checkpoint written to memory and deleted, again and again, against copying the same bytes.
[<MemoryDiagnoser(false)>]
type MemoryStores() =
    let store = new MemoryStore()
    let label = CheckpointLabel(1L, CheckpointKind.Restart, 1L, 0L)
    let mutable source: byte[] = [||]
    let target = Marshal.AllocHGlobal(1 <<< 26)

    [<Params(1, 64)>]
    member val Megabytes = 1 with get, set

    [<GlobalSetup>]
    member this.Setup() : unit =
        source <- GC.AllocateUninitializedArray(this.Megabytes <<< 20, true)
        Random(1).NextBytes source

    [<Benchmark(Baseline = true, Description = "Buffer.MemoryCopy")>]
    member _.Copy() : unit =
        let start = Marshal.UnsafeAddrOfPinnedArrayElement(source, 0)
        Buffer.MemoryCopy(start.ToPointer(), target.ToPointer(), 1L <<< 26, source.LongLength)

    [<Benchmark(Description = "MemoryStore, write and delete")>]
    member _.Write() : unit =
        store.Write(label, ReadOnlyLargeSpan(ReadOnlySpan source))
        store.Delete 1L

    [<GlobalCleanup>]
    member _.Cleanup() : unit =
        store.Dispose()
        Marshal.FreeHGlobal target

/// A checkpoint written to disk and deleted, again and again, against a file written with a
/// FileStream and deleted. Flushed, one file is to be compared with a stream that is flushed; a
/// file a checkpoint with one whose name is flushed, too.
[<MemoryDiagnoser(false)>]
type DiskStores() =
    let label = CheckpointLabel(1L, CheckpointKind.Restart, 1L, 0L)
    let parent = Directory.CreateTempSubdirectory("schedules-bench-").FullName
    let mutable data: byte[] = [||]
    let mutable stores: ICheckpointStore list = []

    let write (store: ICheckpointStore) : unit =
        store.Write(label, ReadOnlyLargeSpan(ReadOnlySpan data))
        store.Delete 1L

    [<Params(1, 64)>]
    member val Megabytes = 1 with get, set

    [<Params(DiskFlush.Never, DiskFlush.EachCheckpoint)>]
    member val Flush = DiskFlush.Never with get, set

    [<GlobalSetup>]
    member this.Setup() : unit =
        data <- Array.zeroCreate (this.Megabytes <<< 20)
        Random(1).NextBytes data

        stores <-
            [ DiskLayout.FilePerCheckpoint; DiskLayout.OneFile ]
            |> List.map (fun layout ->
                new DiskStore(DiskStoreOptions(Parent = parent, Layout = Nullable layout, Flush = Nullable this.Flush)))

    member private this.WriteStream(path: string) : unit =
        use stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None)
        stream.Write(ReadOnlySpan data)

        if this.Flush = DiskFlush.EachCheckpoint then
            stream.Flush true

    [<Benchmark(Baseline = true, Description = "FileStream")>]
    member this.Stream() : unit =
        let path = Path.Combine(parent, "stream")
        this.WriteStream path
        File.Delete path

    [<Benchmark(Description = "FileStream, renamed, its name flushed too")>]
    member this.Renamed() : unit =
        let path, renamed = Path.Combine(parent, "stream"), Path.Combine(parent, "renamed")
        this.WriteStream path
        File.Move(path, renamed)

        if this.Flush = DiskFlush.EachCheckpoint then
            Device.FlushDirectory parent

        File.Delete renamed

    [<Benchmark(Description = "DiskStore, a file a checkpoint")>]
    member _.Files() : unit = write stores[0]

    [<Benchmark(Description = "DiskStore, one file")>]
    member _.Slots() : unit = write stores[1]

    [<GlobalCleanup>]
    member _.Cleanup() : unit =
        stores |> List.iter _.Dispose()
        Directory.Delete(parent, true)
