namespace Schedules.FSharp

/// A family, and how a spec of it is made of the values of its parameters.
[<NoComparison; NoEquality>]
type internal FamilyRow =
    {
        Family: Family
        Make: Arguments -> Spec
        /// The table behind it, as lines.
        Table: (Arguments -> Result<seq<string>, SpecError>) voption
        /// Work of building and predicting it, for a number of steps (BuildWork).
        Work: int64 -> Arguments -> float
    }

/// A spec, seen as a row with values.
[<NoComparison; NoEquality>]
type internal Described =
    {
        Row: FamilyRow
        /// In the order of the row's parameters.
        Values: Value list
        Build: BuildOptions -> Result<Schedule, SpecError>
    }

/// Constructors of rows.
module internal FamilyRows =
    /// Levels by number, and nothing peculiar.
    let plain: Dialect =
        { Levels = LevelNames.Numbered
          IsChain = false
          Clearing = Clearing.Always
          Classic = ValueNone }

    let chain: Dialect =
        { plain with
            Levels = LevelNames.MemoryAndDisk
            IsChain = true }

    let row name keeps dialect summary parameters make : FamilyRow =
        { Family =
            { Name = name
              Summary = summary
              Parameters = parameters
              Keeps = keeps
              Dialect = dialect
              Source = ""
              HasTable = false }
          Make = make
          Table = ValueNone
          Work = fun _ _ -> BuildWork.closed }

    let from (source: string) (row: FamilyRow) : FamilyRow =
        { row with
            Family = { row.Family with Source = source } }

    let withTable (table: Arguments -> Result<seq<string>, SpecError>) (row: FamilyRow) : FamilyRow =
        { row with
            Family = { row.Family with HasTable = true }
            Table = ValueSome table }

    let withWork (work: int64 -> Arguments -> float) (row: FamilyRow) : FamilyRow = { row with Work = work }

    let described row values build =
        { Row = row
          Values = values
          Build = build }
