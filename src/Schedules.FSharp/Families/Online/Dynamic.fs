namespace Schedules.FSharp

/// Dynamic checkpointing for any length: Wang, Moin & Iaccarino (2009), doi 10.1137/080727890,
/// Algorithm 1. Where the forward stands counts as one more checkpoint, without a slot. Each
/// has a level, the initial one ∞; an earlier one of a lower level than a later one is
/// dispensable. While there is one, the latest of them is dropped, the forward's state takes
/// its slot, and the next state enters at level 0; otherwise the next state takes the place of
/// the forward's, one level higher.
[<RequireQualifiedAccess>]
module internal Dynamic =
    /// A checkpoint with its level.
    [<Struct>]
    type Levelled = { Step: int64; Level: int64 }

    let top: int64 = System.Int64.MaxValue

    /// The latest of those held, the latest first, that is dispensable when a
    /// later one has this level.
    let rec private dispensable (level: int64) (held: Levelled list) : Levelled voption =
        match held with
        | [] -> ValueNone
        | latest :: _ when latest.Level < level -> ValueSome latest
        | latest :: earlier -> dispensable latest.Level earlier

    /// How deep the stack may get: from further back few are dropped.
    let private near: int = 64

    /// Those held but for one: what was held before that is shared, for mostly it is among
    /// the latest.
    let rec private without (depth: int) (drop: int64) (held: Levelled list) : Levelled list =
        match held with
        | kept :: earlier when kept.Step <> drop && depth < near -> kept :: without (depth + 1) drop earlier
        | [] -> []
        | dropped :: earlier when dropped.Step = drop -> earlier
        | far ->
            let later = far |> List.takeWhile (fun kept -> kept.Step <> drop)
            later @ List.skip (later.Length + 1) far

    /// The placement that holds these, while the forward's state goes on from `stands`.
    let rec placement (dropped: int64) (held: Levelled list) (stands: Levelled) : OnlineState =
        let from (drop: Levelled) (stands: Levelled) : OnlineState =
            { Held = fun () -> held |> List.map _.Step
              Dropped = dropped
              Until = stands.Step
              Next =
                fun () ->
                    placement drop.Step (stands :: without 0 drop.Step held) { Step = stands.Step + 1L; Level = 0L } }

        match dispensable stands.Level held, held with
        | ValueSome drop, _ -> from drop stands
        | ValueNone, latest :: _ when latest.Level <> top ->
            // It rises step by step, until the latest is dispensable.
            let rise = latest.Level + 1L - stands.Level

            from
                latest
                { Step = stands.Step + rise
                  Level = latest.Level + 1L }
        | ValueNone, _ -> OnlineState.initial

    /// From where c slots reach with r repetitions, β(c, r) steps: what is held there is the same
    /// for all who get there with as few, and so are the levels.
    let from (dropped: int64) (held: int64[]) (repetitions: int64) (stands: int64) : OnlineState =
        let levelled =
            held
            |> Array.map (fun step ->
                { Step = step
                  Level = if step = 0L then top else repetitions - 1L })
            |> Array.rev
            |> List.ofArray

        placement dropped levelled { Step = stands; Level = repetitions }

    /// Dynamic from the start: all that are kept while slots are free are at level 0.
    let start (slots: int64) : OnlineState =
        OnlineState.filling slots (fun () ->
            placement
                Step.none
                [ for step in slots - 1L .. -1L .. 0L ->
                      { Step = step
                        Level = if step = 0L then top else 0L } ]
                { Step = slots; Level = 0L })
