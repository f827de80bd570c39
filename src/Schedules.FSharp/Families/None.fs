namespace Schedules.FSharp

open System

/// No checkpointing, no adjoint: the forward runs to its end and nothing is kept. Online. Also
/// known as NoneCheckpointSchedule. For running the forward of a program alone, with the same code.
[<RequireQualifiedAccess>]
module None =
    /// The schedule. It has no parameters.
    let schedule: Schedule =
        { Plan = Plan.online OpenSweep.unrecorded 0L Shared.recordAll
          Family = "none"
          Permitted = Adjoints.Times 0L
          Places = fun _ -> [ Storage.Nowhere ]
          Allowed =
            { Limits.none with
                Levels = Map.ofList [ 0, 0L; 1, 0L ]
                WorkDependencies = 0L
                Adjoints = Adjoints.Times 0L }
          Prediction = fun steps _ -> Shared.counts steps (Int128.op_Implicit steps) Int128.Zero Int128.Zero }
        |> Shared.madeFrom Spec.None
