namespace Schedules.FSharp

/// Seconds of one level in a timeline.
[<Struct; NoComparison>]
type LevelTime =
    {
        /// That its device was busy.
        Busy: float
        /// That the computation stood still for it: copied into or out of it, or waited.
        Waiting: float
    }

/// The wall time of a run.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Timeline =
    {
        /// From the first action to when the last transfer is over.
        Seconds: float
        /// Of them, in the model's steps: the others are the levels' `Waiting`.
        Computing: float
        /// Levels that were written or read.
        Levels: Map<int, LevelTime>
    }

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string =
        let levels =
            [ for KeyValue(level, time) in this.Levels ->
                  $"; {Storage.Level level}: {time.Busy:G4} s busy, {time.Waiting:G4} s waited for" ]

        $"{this.Seconds:G4} s, {this.Computing:G4} s of them computing" + String.concat "" levels

/// A read from or write to a slower level in a timeline, with the seconds from the start of the run
/// at which its device starts and ends it.
[<Struct; NoComparison>]
type TimedTransfer =
    { Level: int
      IsWrite: bool
      Step: int64
      Start: float
      End: float }
