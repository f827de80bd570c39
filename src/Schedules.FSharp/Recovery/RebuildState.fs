namespace Schedules.FSharp

open System.Collections.Generic
open System.Threading
open System.Runtime.InteropServices

/// Position of a schedule, and what is known of the checkpoints that have survived.
[<NoComparison; NoEquality>]
type internal RebuiltState =
    {
        State: State
        /// The checkpoints that it had kept, the latest first.
        Stack: Checkpoint list
        /// Those that it had kept when the adjoint first stood where its state was saved;
        /// none if it never did.
        StackThen: Checkpoint list voption
        /// The survivors, by level and step.
        Survivors: IReadOnlyDictionary<struct (int * int64), Survivor>
        /// The ends of the Forwards that wrote them.
        Until: IReadOnlyDictionary<struct (int * int64), int64>
        /// The survivors that there cannot be.
        Misfits: Misfit list
    }

    /// Whether it is still there.
    member this.Has(level: int, step: int64, holding: Holding) : bool =
        match this.Survivors.TryGetValue(struct (level, step)) with
        | true, survivor -> survivor.Holding = holding
        | false, _ -> false

/// Goes through a schedule once more, up to the latest of what is known of it.
[<RequireQualifiedAccess>]
module internal RebuildState =
    /// Actions that are gone through at most: some minutes of time.
    let private maxActions = 1L <<< 32

    let private key (survivor: Survivor) = struct (survivor.Level, survivor.Step)

    /// Those that can be, by level and step; the others become misfits.
    let private collect
        (misfits: ResizeArray<Misfit>)
        (survivors: Survivor list)
        : Dictionary<struct (int * int64), Survivor> =
        let found = Dictionary<struct (int * int64), Survivor>()

        for survivor in survivors do
            let verdict =
                RecoveryError.range "level" 0L (int64 System.Int32.MaxValue) (int64 survivor.Level)
                |> Result.bind (fun () -> RecoveryError.range "step" 0L Check.maxSteps survivor.Step)
                |> Result.bind (fun () -> RecoveryError.range "index" -1L maxActions survivor.Index)
                |> Result.bind (fun () ->
                    if found.TryAdd(key survivor, survivor) then
                        Ok()
                    else
                        Error(RecoveryError.Twice(survivor.Level, survivor.Step)))

            match verdict with
            | Ok() -> ()
            | Error why -> misfits.Add { Survivor = survivor; Why = why }

        found

    /// Data that a Forward keeps, and their level.
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

    /// Of those that are said to have been there at the start, the ones that
    /// were not become misfits.
    let private checkHeld
        (misfit: RecoveryError -> Survivor -> unit)
        (plan: Plan)
        (survivors: Dictionary<_, Survivor>)
        (until: Dictionary<_, int64>)
        : unit =
        match plan.Restart with
        | ValueSome restart ->
            for held in restart.Held.Value do
                match survivors.TryGetValue(struct (held.Level, held.Step)) with
                | true, survivor when survivor.Holding = held.Holding ->
                    until[struct (held.Level, held.Step)] <- held.Until
                | _ -> ()
        | ValueNone -> ()

        for survivor in List.ofSeq survivors.Values do
            if survivor.Index = -1L && not (until.ContainsKey(key survivor)) then
                misfit (RecoveryError.NotWritten(survivor.Level, survivor.Step, -1L)) survivor

    /// Goes through the actions up to the last that is known to have been carried out. Raises
    /// OperationCanceledException. A plan whose length had been told has it.
    let run
        (cancellation: CancellationToken)
        (plan: Plan)
        (site: InterruptedRun)
        : Result<RebuiltState, RecoveryError> =
        let misfits = ResizeArray<Misfit>()
        let survivors = collect misfits site.Survivors
        let until = Dictionary<struct (int * int64), int64>()

        let misfit (why: RecoveryError) (survivor: Survivor) : unit =
            survivors.Remove(key survivor) |> ignore
            misfits.Add { Survivor = survivor; Why = why }

        let notWritten (survivor: Survivor) : unit =
            misfit (RecoveryError.NotWritten(survivor.Level, survivor.Step, survivor.Index)) survivor

        checkHeld misfit plan survivors until

        // By the action that wrote them, those that the retracing has not come to.
        let byIndex = Dictionary<int64, Survivor>()

        for survivor in List.ofSeq survivors.Values do
            if survivor.Index >= 0L && not (byIndex.TryAdd(survivor.Index, survivor)) then
                notWritten survivor

        let last =
            (-1L, byIndex.Values) ||> Seq.fold (fun last survivor -> max last survivor.Step)

        let mutable state = Plan.start plan
        let mutable stack = ArrayStack.ofList (Plan.stack plan)
        let mutable action = Action.EndForward
        let mutable index = 0L
        let mutable hasEnded = site.Actions > maxActions
        let mutable reversed = state.Length - state.Adjoint
        let mutable then' = ValueNone

        while not hasEnded && (index < site.Actions || byIndex.Count > 0) do
            if index &&& 0xFFFL = 0L then
                cancellation.ThrowIfCancellationRequested()

            if then'.IsNone && state.Length - state.Adjoint = site.Reversed then
                then' <- ValueSome(ArrayStack.toList stack)

            if Engine.fill plan &state &stack (MemoryMarshal.CreateSpan(&action, 1)) = 0 then
                hasEnded <- true
            else
                match written &action with
                | ValueSome(struct (level, step, holding, n1)) ->
                    match survivors.TryGetValue(struct (level, step)) with
                    | true, survivor when survivor.Holding = holding -> until[struct (level, step)] <- n1
                    | _ -> ()

                    match byIndex.TryGetValue index with
                    | true, survivor ->
                        byIndex.Remove index |> ignore

                        if survivor.Level <> level || survivor.Step <> step || survivor.Holding <> holding then
                            notWritten survivor
                    | false, _ ->
                        // A sweep that nobody tells where it ends goes on for ever, and never back.
                        hasEnded <-
                            plan.Length.IsOpen && state.Length = Step.none && step > last && index >= site.Actions
                | ValueNone ->
                    match byIndex.TryGetValue index with
                    | true, survivor ->
                        byIndex.Remove index |> ignore
                        notWritten survivor
                    | false, _ -> ()

                index <- index + 1L

                if index = site.Actions then
                    reversed <- state.Length - state.Adjoint

        for survivor in byIndex.Values do
            misfit (RecoveryError.OutOfRange("index", survivor.Index, -1L, index - 1L)) survivor

        RecoveryError.range "actions" 0L (if hasEnded then min maxActions index else maxActions) site.Actions
        |> Result.bind (fun () -> RecoveryError.range "reversed" 0L reversed site.Reversed)
        |> Result.map (fun () ->
            { State = state
              Stack = ArrayStack.toList stack
              StackThen =
                if then'.IsNone && state.Length - state.Adjoint = site.Reversed then
                    ValueSome(ArrayStack.toList stack)
                else
                    then'
              Survivors = survivors
              Until = until
              Misfits = List.ofSeq misfits })
