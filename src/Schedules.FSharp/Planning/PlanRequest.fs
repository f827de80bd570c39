namespace Schedules.FSharp

/// A calculation, and what there is for it.
[<NoComparison>]
type PlanRequest =
    {
        /// The number of steps, 1 to 10^18; one to plan for, where it is found out on the way.
        Steps: int64
        /// The number of steps is known from the start.
        IsKnown: bool
        /// How many adjoint calculations, at least 1.
        Adjoints: int64
        Machine: Machine
        /// Storage is written and read beside the computation.
        Overlapped: bool
        /// The dependencies of a step also restart the next one.
        StifflyAccurate: bool
        /// Bytes of the adjoint's state.
        AdjointBytes: float
        /// A journal is written, which holds two such states beside.
        Journal: bool
        /// Bytes for forward data, buffers and adjoint states on each level, RAM first.
        Budgets: float list
        /// Work at most for the schedules of a family, in actions that are gone through: tables that
        /// take more are left out, and named; a schedule with more actions is estimated. Unlike a
        /// limit of time, it gives the same plan on any machine.
        Work: int64
    }

    /// Bytes on a level.
    member this.Budget(level: int) : float =
        if level < this.Budgets.Length then
            this.Budgets[level]
        else
            0.0

    /// Bytes of adjoint states.
    member this.AdjointStates: float =
        this.AdjointBytes * (if this.Journal then 3.0 else 1.0)

    /// Bytes of the buffers of a slower level that is used, for checkpoints of so many bytes.
    member this.BufferBytes(unit: float) : float =
        if this.Overlapped then
            float this.Machine.Buffers * unit
        else
            0.0

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module PlanRequest =
    /// Of a known number of steps with one adjoint calculation on a machine with budgets, overlapped.
    let create (steps: int64) (machine: Machine) (budgets: float list) : PlanRequest =
        { Steps = steps
          IsKnown = true
          Adjoints = 1L
          Machine = machine
          Overlapped = true
          StifflyAccurate = false
          AdjointBytes = 0.0
          Journal = false
          Budgets = budgets
          Work = 60_000_000L }

    /// The request, if it makes sense. Errors name a field in camel case.
    let check (request: PlanRequest) : Result<PlanRequest, SpecError> =
        let budget (sofar: Result<unit, SpecError>) (bytes: float) : Result<unit, SpecError> =
            sofar
            |> Result.bind (fun () ->
                if bytes >= 0.0 then
                    Ok()
                else
                    Error(SpecError.NotACost("budgets", bytes)))

        Check.steps "steps" request.Steps
        |> Result.bind (fun () -> Check.range "adjoints" 1L Check.maxSteps request.Adjoints)
        |> Result.bind (fun () -> Check.range "work" 1L Check.maxSteps request.Work)
        |> Result.bind (fun () -> budget (Ok()) request.AdjointBytes)
        |> Result.bind (fun () ->
            if request.Budgets.IsEmpty then
                Error(SpecError.NoLevels "budgets")
            else
                List.fold budget (Ok()) request.Budgets)
        |> Result.bind (fun () -> Machine.check request.Machine)
        |> Result.map (fun _ -> request)
