namespace Schedules.Bench

open System
open System.IO.Hashing
open BenchmarkDotNet.Attributes
open Schedules.Runtime

/// The CRC-32C of a checkpoint, against that of System.IO.Hashing: half the speed from 64 KB on,
/// and it does not go on from a number.
type Checksums() =
    let mutable data: byte[] = [||]

    [<Params(1024, 65_536, 1_048_576, 67_108_864)>]
    member val Bytes = 1024 with get, set

    [<GlobalSetup>]
    member this.Setup() : unit =
        data <- Array.zeroCreate this.Bytes
        Random(1).NextBytes data

    [<Benchmark(Baseline = true, Description = "System.IO.Hashing")>]
    member _.Library() : uint32 =
        let crc = Crc32 Crc32ParameterSet.Crc32C
        crc.Append(ReadOnlySpan data)
        crc.GetCurrentHashAsUInt32()

    [<Benchmark(Description = "Crc32C")>]
    member _.Own() : uint32 = Crc32C.Append(0u, ReadOnlySpan data)
