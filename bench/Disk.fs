/// `bench -- disk`: how fast checkpoints are written to the disk, flushed or not, against the most that
/// the disk gives with the same flushing: one file that has its size already, written over.
module Schedules.Bench.Disk

open System
open System.Diagnostics
open System.IO
open Schedules.Runtime

let private rounds = 40

/// The median of the seconds of a few, without the first.
let private seconds (act: int -> unit) : float =
    [ for round in 0..rounds ->
          let start = Stopwatch.GetTimestamp()
          act round
          Stopwatch.GetElapsedTime(start).TotalSeconds ]
    |> List.tail
    |> List.sort
    |> List.item (rounds / 2)

let private raw (path: string) (data: byte[]) (flush: bool) : float =
    use file =
        new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 0)

    file.Write(ReadOnlySpan data)
    file.Flush true

    let time =
        seconds (fun _ ->
            file.Position <- 0L
            file.Write(ReadOnlySpan data)

            if flush then
                file.Flush true)

    file.Close()
    File.Delete path
    time

/// A checkpoint written, and the one before it deleted.
let private stored (parent: string) (layout: DiskLayout) (data: byte[]) (flush: bool) : float =
    let flushing = if flush then DiskFlush.EachCheckpoint else DiskFlush.Never

    use store =
        new DiskStore(DiskStoreOptions(Parent = parent, Layout = Nullable layout, Flush = Nullable flushing))

    seconds (fun round ->
        let step = int64 round
        store.Write(CheckpointLabel(step, CheckpointKind.Restart, step, step), ReadOnlyLargeSpan(ReadOnlySpan data))

        if round > 0 then
            store.Delete(step - 1L))

/// Prints all figures.
let table () : unit =
    let parent = Directory.CreateTempSubdirectory("schedules-bench-").FullName

    printfn "| written to disk, MB/s | the most | one file | of the most | a file a checkpoint | of the most |"
    printfn "| --- | --- | --- | --- | --- | --- |"

    for megabytes in [ 1; 16; 128 ] do
        let data = Array.zeroCreate (megabytes <<< 20)
        Random(1).NextBytes data

        for flush in [ false; true ] do
            let most = raw (Path.Combine(parent, "raw")) data flush
            let speed (seconds: float) = float data.Length / 1e6 / seconds

            let cells (layout: DiskLayout) =
                let took = stored parent layout data flush
                $"{speed took:F0} | {100.0 * most / took:F0} %%"

            printfn
                "| %d MiB, %s | %.0f | %s | %s |"
                megabytes
                (if flush then "each flushed" else "not flushed")
                (speed most)
                (cells DiskLayout.OneFile)
                (cells DiskLayout.FilePerCheckpoint)

    Directory.Delete(parent, true)
