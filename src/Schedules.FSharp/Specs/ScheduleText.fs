namespace Schedules.FSharp

/// Schedules as text and back: all that there is to write down of a schedule with a spec.
[<RequireQualifiedAccess>]
module ScheduleText =
    /// One line of JSON: the spec, the number of steps if an online schedule has been given one,
    /// and where it begins if it has been recovered. The same text exactly for the same schedule.
    /// None for a policy of one's own, which has no spec.
    let write (schedule: Schedule) : string voption =
        schedule.Spec
        |> ValueOption.map (fun spec -> Text.write spec schedule.Length.Steps schedule.StartPoint)

    let private build (options: BuildOptions) (spec: Spec) : Result<Schedule, TextError> =
        Spec.buildWith options spec |> Result.mapError TextError.Refused

    let private start options (steps: int64 voption) (startPoint: StartPoint) (whole: Schedule) =
        result {
            let! told =
                match steps with
                | ValueSome steps -> Schedule.ofLength steps whole |> Result.mapError TextError.Refused
                | ValueNone -> Ok whole

            if startPoint.IsInitial then
                return told
            else
                return! Restore.fromWith options startPoint told |> Result.mapError TextError.NotRestored
        }

    /// The schedule that `write` has written: with the same actions. Raises
    /// OperationCanceledException if `options` ask for that.
    let read (options: BuildOptions) (text: string) : Result<Schedule, TextError> =
        result {
            let! struct (spec, steps, startPoint) = Text.read text
            let! whole = build options spec
            return! start options steps startPoint whole
        }

    /// The schedule of a text that a person may have written: JSON as `read` takes it, or a line of
    /// words, a family and its parameters: `revolve steps=10 snapshotsInRam=3`. Parameters that are
    /// not given are as usual; costs are `uf`, `ub`, `write` and `read`; `steps` gives an online
    /// schedule its number of steps. Raises OperationCanceledException if `options` ask for that.
    let parse (options: BuildOptions) (text: string) : Result<Schedule, TextError> =
        if text.TrimStart().StartsWith '{' then
            read options text
        else
            result {
                let! struct (spec, steps) = SpecWords.read text
                let! whole = build options spec
                return! start options steps StartPoint.Initial whole
            }

    /// The same, of a schedule that has the spec of `whole`, or else the error is `OtherSpec`: no
    /// table is built again.
    let readRest (options: BuildOptions) (whole: Schedule) (text: string) : Result<Schedule, TextError> =
        result {
            let! struct (spec, steps, startPoint) = Text.read text

            if whole.Spec <> ValueSome spec then
                return! Error TextError.OtherSpec
            else
                // A beginning says where it stands in the schedule that its family makes, not in
                // one that begins elsewhere.
                let! unbegun =
                    if whole.StartPoint.IsInitial then
                        Ok whole
                    else
                        build options spec

                return! start options steps startPoint unbegun
        }
