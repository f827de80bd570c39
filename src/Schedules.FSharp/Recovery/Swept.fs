namespace Schedules.FSharp

/// What a sweep that is not planned with its reverse has kept.
[<RequireQualifiedAccess>]
module internal Swept =
    /// What a periodic sweep has kept at a step.
    let checkpoint (plan: Plan) (period: int64) (level: int) (holding: Holding) (step: int64) : HeldCheckpoint =
        { Level = level
          Step = step
          Holding = holding
          Context = plan.Context
          Until = step + period }

    /// The same, from a step on backwards.
    let periodic (plan: Plan) (period: int64) (level: int) (holding: Holding) (step: int64) : HeldCheckpoint list =
        [ for step in step .. -period .. 0L -> checkpoint plan period level holding step ]

    /// The checkpoints after a step, and the others.
    let split (step: int64) (held: HeldCheckpoint list) : struct (HeldCheckpoint list * HeldCheckpoint list) =
        let after = held |> List.takeWhile (fun checkpoint -> checkpoint.Step > step)
        struct (after, List.skip after.Length held)

    /// An adaptive sweep that has kept the restart data of a step.
    [<NoComparison; NoEquality>]
    type Stand =
        {
            Step: int64
            Placement: Placement
            /// What it has written and dropped up to there.
            Kept: int64
            /// The ends of the Forwards that wrote what is held.
            Until: Map<int64, int64>
        }

    /// The first placement: the initial state is kept.
    let private first (placement: Placement) : Stand =
        { Step = 0L
          Placement = placement
          Kept = 1L
          Until = Map.ofList [ 0L, placement.Until ] }

    let private next (stand: Stand) : Stand =
        let placement = stand.Placement.Next()
        let step = stand.Placement.Until

        { Step = step
          Placement = placement
          Kept = stand.Kept + 1L
          Until = stand.Until |> Map.remove placement.Dropped |> Map.add step placement.Until }

    /// Where an adaptive sweep stands, one after the other, up to a step.
    let stands (placement: Placement) (last: int64) : seq<Stand> =
        Seq.unfold
            (fun stand ->
                if stand.Step > last then
                    None
                elif stand.Placement.Until > last then
                    Some(
                        stand,
                        { stand with
                            Step = System.Int64.MaxValue }
                    )
                else
                    Some(stand, next stand))
            (first placement)

    /// What it holds, the latest first.
    let held (plan: Plan) (level: int) (stand: Stand) : HeldCheckpoint list =
        let steps = stand.Placement.Held()
        let count = int64 steps.Length

        steps
        |> List.mapi (fun i step ->
            { Level = level
              Step = step
              Holding = Holding.RestartData
              Context = plan.Context - (count - 1L - int64 i)
              Until = Map.tryFind step stand.Until |> Option.defaultValue (step + 1L) })
