/// Runs the benchmarks; options of BenchmarkDotNet follow.
///
///     dotnet fsi build.fsx bench                          all of them
///     dotnet fsi build.fsx bench -- --filter '*Revolve*'  some
///     dotnet fsi build.fsx bench -- --list flat           their names
///     dotnet fsi build.fsx bench -- least                 going through schedules, on a machine that is not idle
///     dotnet fsi build.fsx bench -- compression           what codecs make of doubles
///     dotnet fsi build.fsx bench -- precision             what floats in checkpoints do to a gradient
///     dotnet fsi build.fsx bench -- disk                  how fast checkpoints get to the disk, and how fast they could
///     dotnet fsi build.fsx bench -- auto                  a schedule that is chosen, and those that one would think of
///     dotnet fsi build.fsx bench -- arrays                what a model of arrays takes beside one that knows each byte
///     dotnet fsi build.fsx bench -- ranks                 the acoustic sample on two ranks, and on two threads
///     dotnet fsi build.fsx bench -- executor              what the runtime takes for an action
///     dotnet fsi build.fsx bench -- predicted             wall time predicted, and measured
///     dotnet fsi build.fsx bench -- overlap               runs whose disk takes as long as their computation
#load "shared/Steps.fsx"

open Shell
open Steps

let words = List.ofArray fsi.CommandLineArgs[1..]
helpOf "bench" words
let Built = restore () |> buildOnly "bench"

sh "dotnet run --project bench -c Release --no-build --" (if words.IsEmpty then [ "--filter"; "*" ] else words)
