namespace Schedules.FSharp

/// A position that is changed in place, but for what the levels hold: a value that is copied, never
/// shared. `Position` is the definition of where a calculation stands; the rules are written once,
/// over this and any store, so that a judge steps along without allocating. The tests compare the
/// two after every action.
[<Struct; NoComparison; NoEquality>]
type internal MutablePosition =
    { mutable Stage: Stage
      mutable Forward: int64 voption
      mutable ForwardEnd: int64
      mutable Length: int64 voption
      mutable Reversed: int64
      mutable Completed: int64
      mutable Work: Work }

[<RequireQualifiedAccess>]
module internal MutablePosition =
    let ofPosition (position: Position) : MutablePosition =
        { Stage = position.Stage
          Forward = position.Forward
          ForwardEnd = position.ForwardEnd
          Length = position.Length
          Reversed = position.Reversed
          Completed = position.Completed
          Work = position.Work }

    let toPosition (store: Store) (position: inref<MutablePosition>) : Position =
        { Stage = position.Stage
          Forward = position.Forward
          ForwardEnd = position.ForwardEnd
          Length = position.Length
          Reversed = position.Reversed
          Completed = position.Completed
          Work = position.Work
          Store = store }

    /// Position of the adjoint: n - r, or far away while n is not known.
    let adjoint (position: inref<MutablePosition>) : int64 =
        match position.Length with
        | ValueSome length -> length - position.Reversed
        | ValueNone -> Action.openEnd

    let forwardIs (step: int64) (position: inref<MutablePosition>) : bool =
        match position.Forward with
        | ValueSome stands -> stands = step
        | ValueNone -> false

    /// The forward stands at the known end.
    let atEnd (position: inref<MutablePosition>) : bool =
        match position.Length with
        | ValueSome length -> forwardIs length &position
        | ValueNone -> false

    /// The length is told while the forward stands at or past it; the forward then stands there. A
    /// length that is known may be told again.
    let setLength (length: int64) (position: byref<MutablePosition>) : Reason voption =
        match position.Length, position.Forward with
        | ValueSome known, _ when known = length -> ValueNone
        | ValueNone, ValueSome stands when 1L <= length && length <= stands ->
            position.Length <- ValueSome length
            position.Forward <- ValueSome length

            // What WORK holds of steps past the end is of no use; if it holds nothing else, it is
            // empty.
            position.Work <-
                if position.Work.DependenciesStart >= length then
                    Work.empty
                else
                    { position.Work with
                        DependenciesEnd = min length position.Work.DependenciesEnd }

            ValueNone
        | _ -> ValueSome(Reason.LengthNotTold length)
