namespace Schedules.FSharp

open System.Text.Json

/// The fields of where a recovered schedule begins.
[<RequireQualifiedAccess>]
module internal StartPointText =
    let private writeHeld (json: Utf8JsonWriter) (name: string) (held: HeldCheckpoint list) : unit =
        json.WriteStartArray name

        for checkpoint in held do
            json.WriteStartObject()
            json.WriteString("level", string (Storage.Level checkpoint.Level))
            json.WriteNumber("step", checkpoint.Step)
            json.WriteString("holds", Words.holding checkpoint.Holding)
            json.WriteNumber("context", checkpoint.Context)
            json.WriteNumber("until", checkpoint.Until)
            json.WriteEndObject()

        json.WriteEndArray()

    let write (json: Utf8JsonWriter) (startPoint: StartPoint) : unit =
        let adjoint (kind: string) (length: int64) (adjoint: int64) =
            json.WriteString("by", kind)
            json.WriteNumber("length", length)
            json.WriteNumber("adjoint", adjoint)

        let sweep (kind: string) (step: int64) =
            json.WriteString("by", kind)
            json.WriteNumber("step", step)

        json.WriteStartObject "start"

        match startPoint with
        | StartPoint.Initial -> ()
        | StartPoint.Enter(length, step) -> adjoint "enter" length step
        | StartPoint.Resume(length, step, held) ->
            adjoint "resume" length step
            writeHeld json "held" held
        | StartPoint.RewriteFirst(length, step, held, first) ->
            adjoint "recreate" length step
            writeHeld json "held" held
            writeHeld json "first" first
        | StartPoint.SweepKept(length, step, within) ->
            adjoint "swept" length step
            writeHeld json "within" within
        | StartPoint.ResumeSweep step -> sweep "rejoin" step
        | StartPoint.SkipRecorded step -> sweep "catch-up" step

        json.WriteEndObject()

    let private readCheckpoint (fields: Fields) : Result<HeldCheckpoint, TextError> =
        result {
            let! level =
                fields.Word(
                    "level",
                    "RAM, DISK, LEVEL2, LEVEL3, …",
                    fun word ->
                        match Words.level word with
                        | ValueSome(Storage.Level level) -> ValueSome level
                        | ValueSome(Storage.Work | Storage.Nowhere)
                        | ValueNone -> ValueNone
                )

            let! step = fields.Long "step"

            let! holding =
                fields.Word(
                    "holds",
                    System.String.Join(", ", List.map Words.holding Words.holdings),
                    Words.find Words.holding Words.holdings
                )

            let! context = fields.Long "context"
            let! until = fields.Long "until"
            let! () = fields.End()

            return
                { Level = level
                  Step = step
                  Holding = holding
                  Context = context
                  Until = until }
        }

    let private readHeld (name: string) (fields: Fields) : Result<HeldCheckpoint list, TextError> =
        fields.Objects name |> Result.bind (collect readCheckpoint)

    let private readAdjoint (fields: Fields) : Result<struct (int64 * int64), TextError> =
        result {
            let! length = fields.Long "length"
            let! adjoint = fields.Long "adjoint"
            return struct (length, adjoint)
        }

    let private readKind (kind: string) (fields: Fields) : Result<StartPoint, TextError> =
        match kind with
        | "enter" ->
            readAdjoint fields
            |> Result.map (fun (struct (length, adjoint)) -> StartPoint.Enter(length, adjoint))
        | "resume" ->
            result {
                let! struct (length, adjoint) = readAdjoint fields
                let! held = readHeld "held" fields
                return StartPoint.Resume(length, adjoint, held)
            }
        | "recreate" ->
            result {
                let! struct (length, adjoint) = readAdjoint fields
                let! held = readHeld "held" fields

                let! first = readHeld "first" fields
                return StartPoint.RewriteFirst(length, adjoint, held, first)
            }
        | "swept" ->
            result {
                let! struct (length, adjoint) = readAdjoint fields
                let! within = readHeld "within" fields
                return StartPoint.SweepKept(length, adjoint, within)
            }
        | "rejoin" -> fields.Long "step" |> Result.map StartPoint.ResumeSweep
        | "catch-up" -> fields.Long "step" |> Result.map StartPoint.SkipRecorded
        | _ -> Error(TextError.NoStart kind)

    let read (fields: Fields) : Result<StartPoint, TextError> =
        result {
            let! kind = fields.Text "by"
            let! startPoint = readKind kind fields
            let! () = fields.End()
            return startPoint
        }
