namespace Schedules.FSharp

open System.Collections.Generic

/// All that a picture shows of a stream, gathered in one pass and in bounded memory beside what the
/// levels hold: a grid of at most `maxRows` (even) rows of actions by `maxColumns` columns of
/// steps. When the grid is full, two rows (or columns) become one. It changes while a picture is
/// being made, and belongs to it.
[<Sealed>]
type internal Sketch
    (costs: CostModel, limits: Limits, known: int64 voption, start: Position, maxRows: int, maxColumns: int) =
    /// Levels with a track: those first used. More are counted in the cost, and not drawn.
    static let maxLevels = 8

    let plane () = Plane(maxRows, maxColumns)
    let forward, recorded, adjoint = plane (), plane (), plane ()
    let work = Track(maxRows, maxColumns)
    let levels = SortedDictionary<int, Track>()
    let born = Dictionary<struct (int * int64), struct (int64 * Kept)>()
    let cost: float[] = Array.zeroCreate maxRows
    let mutable counts = Counts.zero
    let mutable actions = 0L
    let mutable steps = ValueOption.defaultValue 1L known
    let mutable rowSize = 1L

    let mutable columnSize =
        1L + (ValueOption.defaultValue 1L known - 1L) / int64 maxColumns

    let row (index: int64) : int = int (index / rowSize)

    let sweeps () : Plane list = [ forward; recorded; adjoint ]
    let tracks () : Track list = work :: List.ofSeq levels.Values

    let halveRows () : unit =
        for plane in sweeps () do
            plane.HalveRows()

        for track in tracks () do
            track.HalveRows()

        for row in 0 .. maxRows / 2 - 1 do
            cost[row] <- cost[2 * row + 1]

        rowSize <- 2L * rowSize

    let halveColumns () : unit =
        for plane in sweeps () do
            plane.HalveColumns()

        for track in tracks () do
            track.HalveColumns()

        columnSize <- 2L * columnSize

    /// Makes room for a step.
    let column (step: int64) : int =
        while step / columnSize >= int64 maxColumns do
            halveColumns ()

        int (step / columnSize)

    let mark (plane: Plane) (row: int) (n0: int64) (n1: int64) : unit =
        let last = column (n1 - 1L)
        plane.Mark(row, column n0, last)

    let track (level: int) : Track voption =
        match levels.TryGetValue level with
        | true, track -> ValueSome track
        | false, _ when levels.Count < maxLevels ->
            let track = Track(maxRows, maxColumns)
            levels[level] <- track
            ValueSome track
        | false, _ -> ValueNone

    /// A checkpoint that was held from one action to another.
    let hold (track: Track) (step: int64) (kept: Kept) (first: int64) (last: int64) : unit =
        if Kept.restarts kept then
            track.Restarts.MarkDown(column step, row first, row last)

        if Kept.hasDependencies kept then
            // A last Forward that went past the end has recorded no further than to the end.
            let until = column (min kept.DependenciesEnd (max steps (step + 1L)) - 1L)

            for column in column step .. until do
                track.Dependencies.MarkDown(column, row first, row last)

    let refresh (level: int) (track: Track) (position: Position) : unit =
        track.Units <- Store.units level position.Store

    let write (index: int64) (storage: Storage) (step: int64) (position: Position) : unit =
        match storage with
        | Storage.Level level ->
            match Store.tryFind level step position.Store, track level with
            | ValueSome kept, ValueSome track ->
                born[struct (level, step)] <- struct (index, kept)
                mark track.Written (row index) step (step + 1L)
                refresh level track position
            | ValueSome _, ValueNone
            | ValueNone, _ -> ()
        | Storage.Work
        | Storage.Nowhere -> ()

    let read (index: int64) (storage: Storage) (step: int64) : unit =
        match storage with
        | Storage.Level level ->
            match track level with
            | ValueSome track -> mark track.Read (row index) step (step + 1L)
            | ValueNone -> ()
        | Storage.Work
        | Storage.Nowhere -> ()

    let delete (index: int64) (storage: Storage) (step: int64) (position: Position) : unit =
        match storage with
        | Storage.Level level ->
            match born.TryGetValue(struct (level, step)), track level with
            | (true, struct (first, kept)), ValueSome track ->
                born.Remove(struct (level, step)) |> ignore
                hold track step kept first index
                refresh level track position
            | _, ValueNone
            | (false, _), ValueSome _ -> ()
        | Storage.Work
        | Storage.Nowhere -> ()

    // What is there at the start is held from the first action on.
    do
        for struct (level, step, kept) in Store.contents start.Store do
            born[struct (level, step)] <- struct (0L, kept)
            track level |> ValueOption.iter (fun track -> refresh level track start)

    let inWork (position: Position) : int64 =
        if position.Work.DependenciesEnd = Action.openEnd then
            work.Units
        else
            position.Work.DependenciesEnd - position.Work.DependenciesStart

    /// Takes an action, which has led to a position.
    member this.Add (action: Action) (position: Position) : Sketch =
        if row actions = maxRows then
            halveRows ()

        let index = actions
        let line = row index

        match action with
        | Action.Forward(n0, n1, ics, deps, target) ->
            let n1 = ValueOption.defaultValue n1 position.Forward
            steps <- max steps n1
            mark (if deps then recorded else forward) line n0 n1

            if ics || deps then
                write index target n0 position
        | Action.Reverse(n1, n0, _) -> mark adjoint line n0 n1
        | Action.Copy(n, source, target) ->
            read index source n
            write index target n position
        | Action.Move(n, source, target) ->
            if target <> Storage.Nowhere then
                read index source n

            delete index source n position
            write index target n position
        | Action.EndForward
        | Action.EndReverse -> ()

        work.Units <- inWork position
        let isFirst = index % rowSize = 0L
        work.Note(line, isFirst)

        for KeyValue(_, track) in levels do
            track.Note(line, isFirst)

        counts <- Counts.add counts action position.Forward
        actions <- index + 1L

        if actions % rowSize = 0L then
            cost[line] <- Counts.makespan costs counts

        this

    /// The stream is over: what is held stays to the end.
    member this.Finish() : Sketch =
        if actions > 0L then
            cost[row (actions - 1L)] <- Counts.makespan costs counts

            for KeyValue(struct (level, step), struct (first, kept)) in born do
                track level |> ValueOption.iter (fun track -> hold track step kept first (actions - 1L))

        born.Clear()
        this

    member _.Actions: int64 = actions
    member _.Steps: int64 = steps
    member _.RowSize: int64 = rowSize
    member _.ColumnSize: int64 = columnSize
    member _.Rows: int = if actions = 0L then 0 else row (actions - 1L) + 1
    member _.Counts: Counts = counts
    /// The makespan at the end of each row.
    member _.Cost: float[] = cost
    member _.Limits: Limits = limits
    member _.Forward: Plane = forward
    member _.Recorded: Plane = recorded
    member _.Adjoint: Plane = adjoint
    member _.Work: Track = work

    member _.Levels: (int * Track) list =
        [ for KeyValue(level, track) in levels -> level, track ]

[<RequireQualifiedAccess>]
module internal Sketch =
    /// A whole stream, judged as it is read, once. The error is that it is not valid.
    let ofScene (maxRows: int) (maxColumns: int) (scene: Scene) : Result<Sketch, PictureError> =
        let sketch =
            Sketch(scene.Costs, scene.Limits, scene.Length.Steps, scene.Start, maxRows, maxColumns)

        scene
        |> Scene.fold (fun (sketch: Sketch) action position -> sketch.Add action position) sketch
        |> Result.map _.Finish()
