/// `bench -- compression`: what codecs make of checkpoints of doubles, and how fast. The least of
/// many rounds, which other programs hardly disturb.
module Schedules.Bench.Compression

open System
open System.Diagnostics
open System.Runtime.InteropServices
open Schedules.Runtime

/// 8 MB of waves of all lengths, with amplitudes that fall off as in a smooth field.
let private smooth: byte[] =
    let values =
        [| for i in 0 .. (1 <<< 20) - 1 do
               let x = 2.0 * Math.PI * float i / float (1 <<< 20)

               List.sum
                   [ for wave in 1..6 do
                         Math.Sin(Math.Pow(3.0, float wave) * x + float wave) / Math.Pow(2.0, float wave) ] |]

    MemoryMarshal.AsBytes(ReadOnlySpan values).ToArray()

/// The same, of which all digits but the first are noise.
let private rough: byte[] =
    let random = Random 1
    let values = MemoryMarshal.Cast<byte, double>(ReadOnlySpan smooth).ToArray()

    MemoryMarshal.AsBytes(ReadOnlySpan [| for value in values -> value * (1.0 + 0.1 * random.NextDouble()) |]).ToArray()

let private codecs: (string * ICheckpointCodec) list =
    [ "Brotli, quality 0, not shuffled", BrotliCodec(0, 22, 1)
      "Brotli, quality 0", BrotliCodec(0)
      "Brotli, quality 1, not shuffled", BrotliCodec(1, 22, 1)
      "Brotli, quality 1 (the default)", BrotliCodec()
      "Brotli, quality 4", BrotliCodec(4)
      "Deflate, not shuffled", DeflateCodec(elementSize = 1)
      "Deflate", DeflateCodec() ]

/// GB a second.
let private speed (bytes: int) (act: unit -> unit) : float =
    let began = Stopwatch.GetTimestamp()
    let mutable best = Double.MaxValue
    let mutable count = 0

    while count < 5 || Stopwatch.GetElapsedTime(began).TotalSeconds < 1.0 do
        let start = Stopwatch.GetTimestamp()
        act ()
        best <- min best (Stopwatch.GetElapsedTime(start).TotalSeconds)
        count <- count + 1

    float bytes / best / 1e9

/// Prints all figures.
let run () : unit =
    let back = Array.zeroCreate<byte> smooth.Length
    let room = Array.zeroCreate<byte>(2 * smooth.Length)

    for name, data in [ "smooth", smooth; "a tenth of noise", rough ] do
        printfn "| %-32s | of the bytes | GB/s in | GB/s out |" $"8 MB of doubles, {name}"
        printfn "| --- | --- | --- | --- |"

        let copy = speed data.Length (fun () -> data.CopyTo(back, 0))
        printfn "| %-32s | %10.1f %% | %7.2f | %8.2f |" "a copy" 100.0 copy copy

        let shuffle =
            speed data.Length (fun () -> ByteShuffle.Shuffle(ReadOnlySpan data, Span room, 8))

        let unshuffle =
            speed data.Length (fun () -> ByteShuffle.Unshuffle(ReadOnlySpan(room, 0, data.Length), Span back, 8))

        printfn "| %-32s | %10.1f %% | %7.2f | %8.2f |" "the shuffle alone" 100.0 shuffle unshuffle

        for name, codec in codecs do
            let mutable written = 0

            let compress () =
                codec.TryCompress(ReadOnlySpan data, Span room, &written) |> ignore

            let into = speed data.Length compress

            let out =
                speed data.Length (fun () -> codec.Decompress(ReadOnlySpan(room, 0, written), Span back) |> ignore)

            if not (ReadOnlySpan(back).SequenceEqual(ReadOnlySpan data)) then
                failwith $"{name}: other data came back"

            let ratio = 100.0 * float written / float data.Length
            printfn "| %-32s | %10.1f %% | %7.2f | %8.2f |" name ratio into out
