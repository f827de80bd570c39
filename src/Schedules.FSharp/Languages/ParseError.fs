namespace Schedules.FSharp

/// Error in a line: the column, from 1, what is expected there, and what was found.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type ParseError =
    { Column: int
      Expected: string
      Found: string }

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        $"column {this.Column}: expected {this.Expected}, found {this.Found}"
