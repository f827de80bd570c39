/// How much is tried of what takes long: everything by `build.fsx campaign properties`, a sample of
/// it by `build.fsx test`.
module Schedules.Tests.Effort

open System

let private isFull: bool =
    Environment.GetEnvironmentVariable "SCHEDULES_CAMPAIGN" = "full"

/// One of so many items, the first of them always.
let spread (every: int) (items: seq<'T>) : seq<'T> =
    items |> Seq.indexed |> Seq.filter (fun (index, _) -> index % every = 0) |> Seq.map snd

/// All of them in the campaign, and one of so many in the sample.
let oneOf (every: int) (items: seq<'T>) : seq<'T> =
    if isFull then items else spread every items

/// So many of a kind in the campaign, a fourth of them in the sample.
let some (count: int) : int =
    if isFull then count else max 1 (count / 4)

/// So many steps in the campaign, half of them in the sample.
let upTo (steps: int64) : int64 =
    if isFull then steps else (steps + 1L) / 2L
