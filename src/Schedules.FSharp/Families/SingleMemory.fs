namespace Schedules.FSharp

open System

/// The adjoint dependencies of all steps are recorded into WORK in one Forward: nothing is
/// recomputed, and the memory grows with the number of steps. Online, any number of adjoints. Also
/// known as SingleMemoryStorageSchedule, "store all" and "conventional". The dependencies are not
/// cleared by a Reverse, since they are needed again.
[<RequireQualifiedAccess>]
module SingleMemory =
    /// The schedule. It has no parameters.
    let schedule: Schedule =
        { Plan =
            { Plan.online OpenSweep.recorded 0L Shared.recordAll with
                AnyLength = true
                Repeats = true
                KeepsWork = true }
          Family = "single-memory"
          Permitted = Adjoints.AnyNumber
          Places = fun _ -> [ Storage.Work ]
          Allowed =
            { Limits.none with
                Levels = Map.ofList [ 0, 0L; 1, 0L ]
                Adjoints = Adjoints.AnyNumber }
          Prediction =
            fun steps adjoints ->
                let n = Int128.op_Implicit steps
                Shared.counts steps n n (n * Int128.op_Implicit adjoints) }
        |> Shared.madeFrom Spec.SingleMemory
