namespace Schedules.FSharp

/// Where a calculation stands, but for what the levels hold: a value that is copied, never shared.
[<Struct; NoComparison; NoEquality>]
type internal Standing =
    { mutable Stage: Stage
      mutable Forward: int64 voption
      mutable ForwardEnd: int64
      mutable Length: int64 voption
      mutable Reversed: int64
      mutable Completed: int64
      mutable Work: Work }

[<RequireQualifiedAccess>]
module internal Standing =
    let ofPosition (position: Position) : Standing =
        { Stage = position.Stage
          Forward = position.Forward
          ForwardEnd = position.ForwardEnd
          Length = position.Length
          Reversed = position.Reversed
          Completed = position.Completed
          Work = position.Work }

    let toPosition (store: Store) (standing: inref<Standing>) : Position =
        { Stage = standing.Stage
          Forward = standing.Forward
          ForwardEnd = standing.ForwardEnd
          Length = standing.Length
          Reversed = standing.Reversed
          Completed = standing.Completed
          Work = standing.Work
          Store = store }

    /// Where the adjoint stands: n - r, or far away while n is not known.
    let adjoint (standing: inref<Standing>) : int64 =
        match standing.Length with
        | ValueSome length -> length - standing.Reversed
        | ValueNone -> Action.openEnd

    let forwardIs (step: int64) (standing: inref<Standing>) : bool =
        match standing.Forward with
        | ValueSome stands -> stands = step
        | ValueNone -> false

    /// The forward stands at the known end.
    let atEnd (standing: inref<Standing>) : bool =
        match standing.Length with
        | ValueSome length -> forwardIs length &standing
        | ValueNone -> false

    /// The length is told while the forward stands at or past it; the forward then stands there. A length that is known may be told
    /// again.
    let finalise (length: int64) (standing: byref<Standing>) : Reason voption =
        match standing.Length, standing.Forward with
        | ValueSome known, _ when known = length -> ValueNone
        | ValueNone, ValueSome stands when 1L <= length && length <= stands ->
            standing.Length <- ValueSome length
            standing.Forward <- ValueSome length

            // What WORK holds of steps past the end is of no use; if it holds nothing else, it is empty.
            standing.Work <-
                if standing.Work.DependenciesStart >= length then
                    Work.empty
                else
                    { standing.Work with
                        DependenciesEnd = min length standing.Work.DependenciesEnd }

            ValueNone
        | _ -> ValueSome(Reason.LengthNotTold length)
