namespace Schedules.FSharp

/// Sequences of operations, as in H-Revolve. They say what the classic vocabulary says, with
/// levels, and every deletion.
///
/// They cannot say: dependencies on a level, or of several steps at once; more than one adjoint
/// calculation; that a checkpoint stays when its own step is reversed, or is gone while the forward
/// advances from it. All that they can say comes back as it was.
[<RequireQualifiedAccess>]
module Operations =
    /// The same stream in operations, as it is read, up to what they cannot say.
    let ofActions (actions: seq<Action>) : seq<Result<Operation, Untranslated>> =
        Translator.run (Translation.compose ToPhrases.translation ToOperations.translation) actions

    /// As `ofActions`, for a writer.
    let translator () : Translator<Action, Operation> =
        Translator(Translation.compose ToPhrases.translation ToOperations.translation)

    /// The same stream in actions, as it is read, up to the first error. Whether it is valid is
    /// for the referee to say.
    let toActions (operations: seq<Operation>) : seq<Result<Action, Untranslated>> =
        Translator.run (Translation.compose FromOperations.translation FromPhrases.translation) operations

    /// Cost of a sequence: `uf` for each step of F, but for a step that records (F after WF),
    /// which is part of `ub`; `ub` for each step of B; a write for each W and a read for each R.
    /// WF, D and DF are free.
    let cost (model: CostModel) (operations: seq<Operation>) : float =
        let folder (struct (sum: float, recording: bool)) (operation: Operation) : struct (float * bool) =
            match operation with
            | Operation.Forward _ when recording -> sum, false
            | Operation.Forward(n0, n1) -> sum + model.Uf * float (n1 - n0), false
            | Operation.Backward(n1, n0) -> sum + model.Ub * float (n1 - n0), false
            | Operation.Write(level, _) -> sum + model.Write level, false
            | Operation.Read(level, _) -> sum + model.Read level, false
            | Operation.WriteForward _ -> sum, true
            | Operation.Discard _
            | Operation.DiscardForward _ -> sum, false

        let struct (sum, _) = operations |> Seq.fold folder (struct (0.0, false))
        sum

    /// The steps that are written to each level, in order, as often as they are: H-Revolve's lists
    /// `storage`, where levels are numbered; Revolve's and Disk-Revolve's `memory` and `disk`,
    /// which name what is recorded as well.
    let storage (names: LevelNames) (operations: seq<Operation>) : Map<int, int64 list> =
        let written (lists: Map<int, int64 list>) (level: int) (n: int64) : Map<int, int64 list> =
            Map.add level (n :: (Map.tryFind level lists |> Option.defaultValue [])) lists

        let folder (lists: Map<int, int64 list>) (operation: Operation) : Map<int, int64 list> =
            match operation with
            | Operation.Write(level, n) -> written lists level n
            | Operation.WriteForward(level, n) when names = LevelNames.MemoryAndDisk -> written lists level n
            | Operation.WriteForward _
            | Operation.Forward _
            | Operation.Backward _
            | Operation.Read _
            | Operation.Discard _
            | Operation.DiscardForward _ -> lists

        operations |> Seq.fold folder Map.empty |> Map.map (fun _ steps -> List.rev steps)
