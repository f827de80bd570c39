namespace Schedules.FSharp

/// The words for what a parameter may be, in texts and on command lines.
[<RequireQualifiedAccess>]
module internal Words =
    /// The value of a word, among all values.
    let find (word: 'T -> string) (all: 'T list) (text: string) : 'T voption =
        match all |> List.tryFind (fun value -> word value = text) with
        | Some value -> ValueSome value
        | None -> ValueNone

    let trajectory (trajectory: Trajectory) : string =
        match trajectory with
        | Trajectory.Maximum -> "maximum"
        | Trajectory.Revolve -> "revolve"
        | Trajectory.Largest -> "largest"

    let trajectories: Trajectory list =
        [ Trajectory.Maximum; Trajectory.Revolve; Trajectory.Largest ]

    /// A trajectory, or mixed:1:4 and mixed:1:4:stiff with the units of restart data and of
    /// dependencies.
    let inRam (inRam: InRam) : string =
        match inRam with
        | InRam.Binomial advances -> trajectory advances
        | InRam.Mixed size ->
            let stiff = if size.StifflyAccurate then ":stiff" else ""
            $"mixed:{size.Restart}:{size.Dependencies}{stiff}"

    let private mixed (restart: string) (dependencies: string) (isStiff: bool) : InRam voption =
        let units (text: string) =
            System.Int64.TryParse(
                text,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture
            )

        match units restart, units dependencies with
        | (true, restart), (true, dependencies) ->
            ValueSome(
                InRam.Mixed
                    { Restart = restart
                      Dependencies = dependencies
                      StifflyAccurate = isStiff }
            )
        | _ -> ValueNone

    /// None if it is none, or is written in another way.
    let findInRam (text: string) : InRam voption =
        (match text.Split ':' with
         | [| "mixed"; restart; dependencies |] -> mixed restart dependencies false
         | [| "mixed"; restart; dependencies; "stiff" |] -> mixed restart dependencies true
         | _ -> find trajectory trajectories text |> ValueOption.map InRam.Binomial)
        |> ValueOption.filter (fun found -> inRam found = text)

    let policy (policy: OnlinePolicy) : string =
        match policy with
        | OnlinePolicy.R2 -> "r2"
        | OnlinePolicy.R3 -> "r3"
        | OnlinePolicy.Dynamic -> "dynamic"
        | OnlinePolicy.Greedy -> "greedy"
        | OnlinePolicy.Hybrid -> "hybrid"
        | OnlinePolicy.Landmarks -> "landmarks"

    let policies: OnlinePolicy list =
        [ OnlinePolicy.Greedy
          OnlinePolicy.Landmarks
          OnlinePolicy.Dynamic
          OnlinePolicy.Hybrid
          OnlinePolicy.R2
          OnlinePolicy.R3 ]

    /// The rules that find a period, by name: none of them is a period that is given.
    let periods: (string * DiskPeriod) list =
        [ "searched", DiskPeriod.Searched
          "one-read", DiskPeriod.OneRead
          "closed-formula", DiskPeriod.ClosedFormula ]

    let holding (holding: Holding) : string =
        match holding with
        | Holding.RestartData -> "restart-data"
        | Holding.Dependencies -> "dependencies"

    let holdings: Holding list = [ Holding.RestartData; Holding.Dependencies ]

    /// RAM, DISK, LEVEL2, LEVEL3, …: as `Storage.ToString` writes a level, and nothing else.
    let level (text: string) : Storage voption =
        let number =
            if text.StartsWith("LEVEL", System.StringComparison.Ordinal) then
                text.Substring 5
            else
                ""

        let storage =
            match
                text,
                System.Int32.TryParse(
                    number,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture
                )
            with
            | "RAM", _ -> Storage.Ram
            | "DISK", _ -> Storage.Disk
            | _, (true, level) -> Storage.Level level
            | _, (false, _) -> Storage.Nowhere

        if storage.IsLevel && string storage = text then
            ValueSome storage
        else
            ValueNone
