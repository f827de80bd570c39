namespace Schedules.FSharp

/// Position of the time-line on the page: steps across, actions down.
type internal Frame =
    {
        Left: float
        Top: float
        Width: float
        Height: float
        Steps: int64
        Actions: int64
        /// Actions that a row of the sketch stands for, and steps that a column stands for.
        RowSize: int64
        ColumnSize: int64
    }

    member this.Right: float = this.Left + this.Width
    member this.Bottom: float = this.Top + this.Height

    /// Coordinate of the start of a step.
    member this.X(step: float) : float =
        this.Left + this.Width * min 1.0 (step / float this.Steps)

    /// Coordinate of the start of an action.
    member this.Y(action: float) : float =
        this.Top + this.Height * min 1.0 (action / float (max 1L this.Actions))

    member this.ColumnStart(column: int) : float =
        this.X(float column * float this.ColumnSize)

    member this.ColumnMiddle(column: int) : float =
        this.X((float column + 0.5) * float this.ColumnSize)

    member this.RowStart(row: int) : float = this.Y(float row * float this.RowSize)

    member this.RowMiddle(row: int) : float =
        (this.RowStart row + this.RowStart(row + 1)) / 2.0

    /// The height of a row and the width of a column.
    member this.Row: float = this.Y(float this.RowSize) - this.Top
    member this.Column: float = this.X(float this.ColumnSize) - this.Left

    /// Rows are tall enough for an arrow each, and columns wide enough to tell the start of a
    /// step from its middle.
    member this.HasArrows: bool = this.RowSize = 1L && this.Row >= 5.0
    member this.HasSteps: bool = this.ColumnSize = 1L && this.Column >= 5.0

[<RequireQualifiedAccess>]
module internal Frame =
    let private within (low: float) (high: float) (value: float) : float = max low (min high value)

    /// A frame with its top left corner there, as large as its rows and columns take.
    let create (left: float) (top: float) (sketch: Sketch) : Frame =
        { Left = left
          Top = top
          Width = within 520.0 840.0 (float sketch.Steps * 36.0)
          Height = within 40.0 720.0 (float sketch.Actions * 14.0)
          Steps = sketch.Steps
          Actions = sketch.Actions
          RowSize = sketch.RowSize
          ColumnSize = sketch.ColumnSize }
