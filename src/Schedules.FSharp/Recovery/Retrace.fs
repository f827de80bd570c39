namespace Schedules.FSharp

open System.Collections.Generic
open System.Runtime.InteropServices
open System.Threading

/// Where a schedule stood, and what is known of the checkpoints that have survived.
[<NoComparison; NoEquality>]
type internal Retraced =
    {
        State: State
        /// The checkpoints that it had kept, the latest first.
        Stack: Checkpoint list
        /// Those that it had kept when the adjoint first stood where its state was saved; none if it never did.
        StackThen: Checkpoint list voption
        /// The survivors, by level and step.
        Survivors: IReadOnlyDictionary<struct (int * int64), Survivor>
        /// The ends of the Forwards that wrote them.
        Until: IReadOnlyDictionary<struct (int * int64), int64>
    }

    /// Whether it is still there.
    member this.Has(level: int, step: int64, holding: Holding) : bool =
        match this.Survivors.TryGetValue(struct (level, step)) with
        | true, survivor -> survivor.Holding = holding
        | false, _ -> false

/// Goes through a schedule once more, up to the latest of what is known of it.
[<RequireQualifiedAccess>]
module internal Retrace =
    let private key (survivor: Survivor) = struct (survivor.Level, survivor.Step)

    let private range parameter minimum maximum value : Result<unit, RecoveryError> =
        if value < minimum || value > maximum then
            Error(RecoveryError.OutOfRange(parameter, value, minimum, maximum))
        else
            Ok()

    let private collect (survivors: Survivor list) : Result<Dictionary<struct (int * int64), Survivor>, RecoveryError> =
        let found = Dictionary<struct (int * int64), Survivor>()

        (Ok found, survivors)
        ||> List.fold (fun sofar survivor ->
            sofar
            |> Result.bind (fun _ -> range "level" 0L (int64 System.Int32.MaxValue) (int64 survivor.Level))
            |> Result.bind (fun () -> range "step" 0L Check.maxSteps survivor.Step)
            |> Result.bind (fun () -> range "index" -1L System.Int64.MaxValue survivor.Index)
            |> Result.bind (fun () ->
                if found.TryAdd(key survivor, survivor) then
                    Ok found
                else
                    Error(RecoveryError.Twice(survivor.Level, survivor.Step))))

    /// What a Forward keeps, and where.
    let private written (action: inref<Action>) : struct (int * int64 * Holding * int64) voption =
        match action with
        | Action.Forward(n0, n1, true, false, Storage.Level level) ->
            ValueSome(struct (level, n0, Holding.RestartData, n1))
        | Action.Forward(n0, n1, false, true, Storage.Level level) ->
            ValueSome(struct (level, n0, Holding.Dependencies, n1))
        | Action.Forward _
        | Action.Reverse _
        | Action.Copy _
        | Action.Move _
        | Action.EndForward
        | Action.EndReverse -> ValueNone

    /// Those that are said to have been there at the start were.
    let private checkHeld (plan: Plan) (survivors: Dictionary<_, Survivor>) (until: Dictionary<_, int64>) =
        match plan.Restart with
        | ValueSome restart ->
            for held in restart.Held.Value do
                match survivors.TryGetValue(struct (held.Level, held.Step)) with
                | true, survivor when survivor.Holding = held.Holding ->
                    until[struct (held.Level, held.Step)] <- held.Until
                | _ -> ()
        | ValueNone -> ()

        let missing =
            survivors.Values
            |> Seq.tryFind (fun survivor -> survivor.Index = -1L && not (until.ContainsKey(key survivor)))

        match missing with
        | Some survivor -> Error(RecoveryError.NotWritten(survivor.Level, survivor.Step, -1L))
        | None -> Ok()

    /// Goes through the actions up to the last that is known to have been carried out. Raises OperationCanceledException. A plan whose length had been told has it.
    let run (cancellation: CancellationToken) (plan: Plan) (site: CrashSite) : Result<Retraced, RecoveryError> =
        collect site.Survivors
        |> Result.bind (fun survivors ->
            range "actions" 0L System.Int64.MaxValue site.Actions |> Result.map (fun () -> survivors))
        |> Result.bind (fun survivors ->
            let until = Dictionary<struct (int * int64), int64>()

            checkHeld plan survivors until |> Result.map (fun () -> struct (survivors, until)))
        |> Result.bind (fun (struct (survivors, until)) ->
            let byIndex = Dictionary<int64, Survivor>()
            let mutable wrong = ValueNone

            for survivor in survivors.Values do
                if survivor.Index >= 0L && not (byIndex.TryAdd(survivor.Index, survivor)) then
                    wrong <- ValueSome(RecoveryError.NotWritten(survivor.Level, survivor.Step, survivor.Index))

            let mutable state = Plan.start plan
            let mutable stack = ArrayStack.ofList (Plan.stack plan)
            let mutable action = Action.EndForward
            let mutable index = 0L
            let mutable left = byIndex.Count
            let mutable reversed = state.Length - state.Adjoint
            let mutable then' = ValueNone

            while wrong.IsNone && (index < site.Actions || left > 0) do
                if index &&& 0xFFFL = 0L then
                    cancellation.ThrowIfCancellationRequested()

                if then'.IsNone && state.Length - state.Adjoint = site.Reversed then
                    then' <- ValueSome(ArrayStack.toList stack)

                if Engine.fill plan &state &stack (MemoryMarshal.CreateSpan(&action, 1)) = 0 then
                    let last = index - 1L

                    wrong <-
                        if index < site.Actions then
                            ValueSome(RecoveryError.OutOfRange("actions", site.Actions, 0L, index))
                        else
                            let beyond = byIndex.Keys |> Seq.filter (fun index -> index > last) |> Seq.min
                            ValueSome(RecoveryError.OutOfRange("index", beyond, -1L, last))
                else
                    match written &action with
                    | ValueSome(struct (level, step, holding, n1)) ->
                        match survivors.TryGetValue(struct (level, step)) with
                        | true, survivor when survivor.Holding = holding -> until[struct (level, step)] <- n1
                        | _ -> ()

                        match byIndex.TryGetValue index with
                        | true, survivor when
                            survivor.Level = level && survivor.Step = step && survivor.Holding = holding
                            ->
                            left <- left - 1
                        | true, survivor ->
                            wrong <- ValueSome(RecoveryError.NotWritten(survivor.Level, survivor.Step, index))
                        | false, _ -> ()
                    | ValueNone ->
                        match byIndex.TryGetValue index with
                        | true, survivor ->
                            wrong <- ValueSome(RecoveryError.NotWritten(survivor.Level, survivor.Step, index))
                        | false, _ -> ()

                    index <- index + 1L

                    if index = site.Actions then
                        reversed <- state.Length - state.Adjoint

            match wrong with
            | ValueSome error -> Error error
            | ValueNone ->
                range "reversed" 0L reversed site.Reversed
                |> Result.map (fun () ->
                    { State = state
                      Stack = ArrayStack.toList stack
                      StackThen =
                        if then'.IsNone && state.Length - state.Adjoint = site.Reversed then
                            ValueSome(ArrayStack.toList stack)
                        else
                            then'
                      Survivors = survivors
                      Until = until }))
