namespace Schedules.FSharp

/// Schedules as text and back: all that there is to write down of a schedule with a spec.
[<RequireQualifiedAccess>]
module ScheduleText =
    /// One line of JSON: the spec, the number of steps if an online schedule has been given one, and where it begins if it has been
    /// recovered. The same text exactly for the same schedule. None for a policy of one's own, which has no spec.
    let write (schedule: Schedule) : string voption =
        schedule.Spec
        |> ValueOption.map (fun spec -> Text.write spec schedule.Length.Steps schedule.Beginning)

    /// The schedule that `write` has written: with the same actions. Raises OperationCanceledException if `options` ask for that.
    let read (options: BuildOptions) (text: string) : Result<Schedule, TextError> =
        result {
            let! struct (spec, steps, beginning) = Text.read text
            let! whole = Spec.buildWith options spec |> Result.mapError TextError.Refused

            let! told =
                match steps with
                | ValueSome steps -> Schedule.ofLength steps whole |> Result.mapError TextError.Refused
                | ValueNone -> Ok whole

            if beginning.IsInitial then
                return told
            else
                return! Restore.fromWith options beginning told |> Result.mapError TextError.NotRestored
        }
