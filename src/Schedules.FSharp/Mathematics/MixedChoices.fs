namespace Schedules.FSharp

/// Choice of a mixed schedule for a segment of l ≥ 2 steps: from l and from a context, which tells
/// how much storage is free.
[<NoComparison; NoEquality>]
type internal MixedChoices =
    {
        /// The context of the whole calculation.
        Start: int64
        /// Advance from the start, given l and the context; 0 to store the
        /// dependencies of the first step.
        Advance: int64 -> int64 -> int64
        /// The context of what follows an advance.
        AfterAdvance: int64 -> int64
        /// The context of what follows a step whose dependencies are stored.
        AfterStore: int64 -> int64
        /// The dependencies of the step before restart the segment: its start is not written.
        Restarts: int64 -> bool
        /// Number of checkpoints written for a segment, if that is known in closed form.
        Writes: int64 -> int64 -> int64 voption
    }

[<RequireQualifiedAccess>]
module internal MixedChoices =
    /// Units of equal size: a context is how many are free. No table.
    let ofUnits (units: int64) : MixedChoices =
        // Found by looking at the numbers, and not proven; the tests compare them with streams.
        let writes (l: int64) (units: int64) : int64 voption =
            if l - 1L <= units then
                ValueSome(l - 1L)
            elif units = 1L then
                ValueSome 2L
            elif units > 2L then
                ValueNone
            elif l <= 10L then
                ValueSome(if l <= 6L then l - 1L else min (l - 2L) 7L)
            else
                let r = Binomial.repetitions l 2L
                let within = l - Binomial.capped 2L (r - 1L)
                ValueSome(if within <= 2L then 2L * r else 2L * r + 1L)

        { Start = units
          Advance = MixedAdvance.largest
          AfterAdvance = fun units -> units - 1L
          AfterStore = fun units -> units - 1L
          Restarts = fun _ -> false
          Writes = writes }

    /// Units of other sizes: a context is a row of the table, and whether the dependencies of the
    /// step before restart the segment.
    let ofTable (size: UnitSize) (table: MixedTable.Table) : MixedChoices =
        let entered (row: int) : int64 = int64 row <<< 1
        let rowOf (context: int64) : int = int (context >>> 1)
        let restarts (context: int64) : bool = context &&& 1L = 1L
        let longest = MixedTable.longest table

        let rowAfterAdvance (context: int64) : int =
            if restarts context then
                rowOf context
            else
                MixedTable.afterRestart (rowOf context) table

        { Start = entered (MixedTable.first table)
          Advance =
            fun l context ->
                if l <= longest then
                    MixedTable.advance (rowOf context) (restarts context) l table
                elif MixedTable.serves (rowAfterAdvance context) longest table then
                    // Only where checkpoints have been lost: as far as the table does the rest.
                    l - longest
                else
                    l - 1L
          AfterAdvance = fun context -> entered (rowAfterAdvance context)
          AfterStore =
            fun context ->
                let row = entered (MixedTable.afterDependencies (rowOf context) table)
                if size.StifflyAccurate then row ||| 1L else row
          Restarts = restarts
          Writes = fun _ _ -> ValueNone }
