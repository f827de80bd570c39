namespace Schedules.FSharp

/// Error in the text of a spec or of a schedule. `path` is the object that has the field.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type TextError =
    /// It is no JSON, for this reason.
    | NotJson of reason: string
    /// Something else stands where an object is needed.
    | NotAnObject of path: string * found: string
    | Missing of path: string * field: string
    | NotExpected of path: string * field: string
    | Wrong of path: string * field: string * allowed: string
    /// A format that is not read.
    | Format of found: int64 * allowed: int64
    | NoFamily of family: string
    | NoStart of kind: string
    /// The start point of the schedule has been changed since it was written.
    | Changed
    /// It is not of the schedule of which it is said to be the rest.
    | OtherSpec
    /// The family refuses the parameters.
    | Refused of error: SpecError
    /// A schedule of the family cannot start there.
    | NotRestored of error: RecoveryError

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | TextError.NotJson reason -> $"the text is no JSON: {Printable.brief reason}"
        | TextError.NotAnObject(path, found) -> $"{path} is {found}; an object is needed"
        | TextError.Missing(path, field) -> $"{path} has no field {field}"
        | TextError.NotExpected(path, field) ->
            $"{path} has a field that does not belong there: {Printable.brief field}"
        | TextError.Wrong(path, field, allowed) -> $"{path}: {field} is wrong; allowed: {allowed}"
        | TextError.Format(found, allowed) -> $"schedule: format is {found}; allowed: {allowed}"
        | TextError.NoFamily family -> $"schedule: there is no family {Printable.brief family}"
        | TextError.NoStart kind -> $"start: there is no way to begin by {Printable.brief kind}"
        | TextError.Changed -> "schedule: start has been changed, for check does not belong to it"
        | TextError.OtherSpec -> "schedule: it is none of this family with these parameters"
        | TextError.Refused error -> string error
        | TextError.NotRestored error -> string error
