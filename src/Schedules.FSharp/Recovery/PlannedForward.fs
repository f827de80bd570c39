namespace Schedules.FSharp

/// The forward calculation that a policy plans, from one checkpoint that it keeps to the
/// next: where it can go on.
[<RequireQualifiedAccess>]
module internal PlannedForward =
    /// A checkpoint has been kept.
    [<NoComparison; NoEquality>]
    type Place =
        {
            /// All that have been kept up to there, the latest first: the first
            /// of them is this one.
            Held: HeldCheckpoint list
            /// With which the segment after it is entered, where the Forward that kept it ends.
            Rest: Context
        }

    /// From one place to the next, up to the last.
    let places (length: int64) (plan: Plan) : seq<Place> =
        let kept (held: HeldCheckpoint list) n level holding context until rest =
            let checkpoint =
                { Level = level
                  Step = n
                  Holding = holding
                  Context = context
                  Until = until }

            { Held = checkpoint :: held
              Rest = rest }

        let rec next (held: HeldCheckpoint list) (n: int64) (context: Context) : (Place * (Place * int64)) option =
            match
                (if length - n = 1L then
                     Entry.Record
                 else
                     plan.Enter.Invoke(length - n, context))
            with
            | Entry.Record -> None
            | Entry.Keep(level, advance, context, rest) ->
                let place = kept held n level Holding.RestartData context (n + advance) rest
                Some(place, (place, n + advance))
            | Entry.Store(level, rest) ->
                let place = kept held n level Holding.Dependencies rest (n + 1L) rest
                Some(place, (place, n + 1L))
            | Entry.Advance(advance, context, rest) ->
                match held with
                | latest :: earlier when latest.Holding.IsDependencies ->
                    next ({ latest with Context = context } :: earlier) (n + advance) rest
                | _ -> next held (n + advance) rest

        ({ Held = []; Rest = plan.Context }, 0L)
        |> Seq.unfold (fun (place, n) -> if n < length then next place.Held n place.Rest else None)

    /// Of the places where nothing is missing of what is held there, the latest from which
    /// the forward can go on.
    let reached (length: int64) (plan: Plan) (survives: int -> int64 -> Holding -> bool) : StartPoint =
        let isThere (place: Place) : bool =
            let latest = place.Held.Head
            survives latest.Level latest.Step latest.Holding

        places length plan
        |> Seq.takeWhile isThere
        |> Seq.filter (fun place -> place.Held.Head.Holding.IsRestartData && place.Held.Head.Step > 0L)
        |> Seq.fold (fun _ place -> StartPoint.ResumeSweep place.Held.Head.Step) StartPoint.Initial

    let private stored (counts: Counts) (checkpoint: HeldCheckpoint) : Counts =
        { counts with
            RecordedSteps = counts.RecordedSteps + (if checkpoint.Holding.IsDependencies then 1L else 0L) }
        |> Counts.touch (Storage.Level checkpoint.Level) 1L 0L 0L

    /// Place where it has kept the restart data of a step: the actions with which it goes on, and
    /// what need not be done again.
    let resumeSweep (length: int64) (plan: Plan) (step: int64) : struct (Place * Action list * Counts) voption =
        places length plan
        |> Seq.takeWhile (fun place -> place.Held.Head.Step <= step)
        |> Seq.tryLast
        |> ValueOption.ofOption
        |> ValueOption.filter (fun place -> place.Held.Head.Step = step && place.Held.Head.Holding.IsRestartData)
        |> ValueOption.map (fun place ->
            let latest = place.Held.Head
            let storage = Storage.Level latest.Level

            let prologue =
                [ Action.Copy(step, storage, Storage.Work)
                  Action.Forward(step, latest.Until, false, false, Storage.Work) ]

            let saved =
                ({ Counts.zero with ForwardSteps = step }, place.Held)
                ||> List.fold stored
                |> Counts.touch storage 0L -1L 0L

            struct (place, prologue, saved))
