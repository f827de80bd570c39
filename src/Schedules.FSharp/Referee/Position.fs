namespace Schedules.FSharp

/// Which part of the calculation a stream is in.
[<Struct; RequireQualifiedAccess>]
type Stage =
    /// The initial forward calculation.
    | Sweeping
    /// Within, or before, an adjoint calculation.
    | Reversing
    /// Nothing may follow.
    | Ended

/// Contents of WORK: half-open ranges of steps, `Step.none` … where there is none.
[<Struct>]
type Work =
    {
        /// The step whose restart data WORK holds.
        Restart: int64
        /// The end of the Forward that wrote them.
        RestartEnd: int64
        /// First step whose dependencies WORK holds.
        DependenciesStart: int64
        /// End of those steps.
        DependenciesEnd: int64
    }

[<RequireQualifiedAccess>]
module Work =
    /// WORK holds nothing.
    let empty: Work =
        { Restart = Step.none
          RestartEnd = Step.none
          DependenciesStart = Step.none
          DependenciesEnd = Step.none }

    /// Neither restart data nor dependencies.
    let isEmpty (work: Work) : bool =
        work.Restart = Step.none && work.DependenciesStart = Step.none

    /// Number of steps whose dependencies it holds; of a Forward without an end, that is not known,
    /// and counts as none.
    let internal dependencies (work: Work) : int64 =
        if work.DependenciesEnd = Action.openEnd then
            0L
        else
            work.DependenciesEnd - work.DependenciesStart

    /// WORK with a checkpoint in it.
    let ofKept (step: int64) (kept: Kept) : Work =
        let start has = if has then step else Step.none

        { Restart = start (Kept.restarts kept)
          RestartEnd = kept.RestartEnd
          DependenciesStart = start (Kept.hasDependencies kept)
          DependenciesEnd = kept.DependenciesEnd }

/// Position of a calculation after some actions of a stream. Immutable.
[<NoComparison; NoEquality; StructuredFormatDisplay("{Displayed}")>]
type Position =
    {
        Stage: Stage
        /// Position of the forward, if it has one.
        Forward: int64 voption
        /// The forward may not go past this step (strict reading; otherwise far away).
        ForwardEnd: int64
        /// The number of steps, once known.
        Length: int64 voption
        /// Adjoint steps done in this adjoint calculation.
        Reversed: int64
        /// Adjoint calculations completed.
        Completed: int64
        Work: Work
        Store: Store
    }

    member private this.Displayed: string = this.ToString()

    /// Lines for people: where forward and adjoint stand, and what is kept in WORK and on each level.
    override this.ToString() : string =
        let kept (step: int64) (kept: Kept) : string =
            [ if Kept.restarts kept then
                  $"restart data of step {step}"
              if Kept.hasDependencies kept then
                  $"dependencies of {Action.steps step kept.DependenciesEnd}" ]
            |> String.concat " and "

        let work =
            [ if this.Work.Restart <> Step.none then
                  $"restart data of step {this.Work.Restart}"
              if this.Work.DependenciesStart <> Step.none then
                  $"dependencies of {Action.steps this.Work.DependenciesStart this.Work.DependenciesEnd}" ]

        [ $"{Action.stands this.Forward this.Length}; {this.Reversed} reversed"
          if not work.IsEmpty then
              "WORK: " + String.concat " and " work
          for level, held in Store.contents this.Store |> Seq.groupBy (fun (struct (level, _, _)) -> level) do
              let held = held |> Seq.map (fun (struct (_, step, what)) -> kept step what)
              $"{Storage.Level level}: " + String.concat ", " held ]
        |> String.concat "\n  "

[<RequireQualifiedAccess>]
module Position =
    /// Before the first action, with the length if it is known.
    let start (length: int64 voption) : Position =
        { Stage = Stage.Sweeping
          Forward = ValueSome 0L
          ForwardEnd = Action.openEnd
          Length = length
          Reversed = 0L
          Completed = 0L
          Work = Work.empty
          Store = Store.empty }

    /// Before the first action of a calculation whose length is told as `length` says.
    let before (length: Length) : Position =
        match length with
        | Length.Known known -> start (ValueSome known)
        | Length.Told _
        | Length.Open -> start ValueNone

    /// Position of the adjoint: n - r, or far away while n is not known.
    let adjoint (position: Position) : int64 =
        match position.Length with
        | ValueSome length -> length - position.Reversed
        | ValueNone -> Action.openEnd
