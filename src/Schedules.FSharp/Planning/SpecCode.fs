namespace Schedules.FSharp

open System
open System.Globalization

/// Specs as lines of source code that make the schedule.
[<RequireQualifiedAccess>]
module SpecCode =
    /// `periodic-disk-revolve` as `PeriodicDiskRevolve`; a name does not begin with a digit.
    let private pascal (name: string) : string =
        name.Split '-'
        |> Array.map (fun word ->
            if word = "1d" then
                "OneD"
            else
                string (Char.ToUpperInvariant word[0]) + word.Substring 1)
        |> String.concat ""

    let private real (value: float) : string =
        let text = value.ToString("R", CultureInfo.InvariantCulture)

        if text.Contains '.' || text.Contains 'E' then
            text
        else
            text + ".0"

    let private fsharpStorage (storage: Storage) : string =
        match storage with
        | Storage.Level 0 -> "Storage.Ram"
        | Storage.Level 1 -> "Storage.Disk"
        | Storage.Level level -> $"Storage.Level {level}"
        | Storage.Work -> "Storage.Work"
        | Storage.Nowhere -> "Storage.Nowhere"

    let private fsharpLevels (costs: float list) : string =
        "[ " + String.Join("; ", List.map real costs) + " ]"

    let private union (parameter: Parameter) : string =
        match parameter.Name with
        | "policy" -> "OnlinePolicy"
        | "period" -> "DiskPeriod"
        | _ -> "Trajectory"

    let private isLong (parameter: Parameter) : bool =
        match parameter.Kind with
        | Kind.Steps
        | Kind.UnitsOf _
        | Kind.Period _ -> true
        | Kind.Slots(_, _, most) -> most > int64 Int32.MaxValue
        | Kind.SlotsOfLevels
        | Kind.Level
        | Kind.Switch
        | Kind.Word _
        | Kind.InRam
        | Kind.Costs -> false

    let private fsharpInRam (inRam: InRam) : string =
        match inRam with
        | InRam.Binomial trajectory -> $"InRam.Binomial Trajectory.{pascal (Words.trajectory trajectory)}"
        | InRam.Mixed size ->
            let stiff = if size.StifflyAccurate then "true" else "false"
            $"InRam.Mixed {{ Restart = {size.Restart}L; Dependencies = {size.Dependencies}L; StifflyAccurate = {stiff} }}"

    let private fsharpValue (parameter: Parameter, value: Value) : string =
        match value with
        | Value.Whole whole when parameter.Kind.IsPeriod && not parameter.Words.IsEmpty -> $"DiskPeriod.Given {whole}L"
        | Value.Whole whole when isLong parameter -> $"{whole}L"
        | Value.Whole whole -> string whole
        | Value.Switch isOn -> if isOn then "true" else "false"
        | Value.Level storage -> fsharpStorage storage
        | Value.Word word -> $"{union parameter}.{pascal word}"
        | Value.Slots slots -> "[ " + String.Join("; ", slots) + " ]"
        | Value.InRam inRam -> fsharpInRam inRam
        | Value.Costs _ -> "costs"

    /// An expression that is a `Result<Schedule, SpecError>`.
    let fsharp (spec: Spec) : string =
        let case = $"Spec.{pascal (Spec.family spec).Name}"

        let made =
            match Spec.values spec with
            | [] -> case
            | values -> case + "(" + String.Join(", ", List.map fsharpValue values) + ")"

        match Spec.costs spec with
        | ValueNone -> $"Spec.build ({made})"
        | ValueSome costs ->
            let model =
                $"CostModel.create {real costs.Uf} {real costs.Ub} {fsharpLevels costs.Writes} {fsharpLevels costs.Reads}"

            $"{model} |> Result.bind (fun costs -> Spec.build ({made}))"

    let private csharpStorage (storage: Storage) : string =
        match storage with
        | Storage.Level 0 -> "Storage.Ram"
        | Storage.Level 1 -> "Storage.Disk"
        | Storage.Level level -> $"(Storage){level}"
        | Storage.Work -> "Storage.Work"
        | Storage.Nowhere -> "Storage.None"

    let private csharpList (texts: seq<string>) : string = "[" + String.Join(", ", texts) + "]"

    let private csharpReal (value: float) : string =
        value.ToString("R", CultureInfo.InvariantCulture)

    let private csharpInRam (inRam: InRam) : string =
        match inRam with
        | InRam.Binomial trajectory -> $"InRam.Binomial(Trajectory.{pascal (Words.trajectory trajectory)})"
        | InRam.Mixed size ->
            let stiff =
                if size.StifflyAccurate then
                    ", stifflyAccurate: true"
                else
                    ""

            $"InRam.Mixed(restartUnits: {size.Restart}, dependencyUnits: {size.Dependencies}{stiff})"

    let private csharpValue (parameter: Parameter, value: Value) : string =
        match value with
        | Value.Whole whole when parameter.Kind.IsPeriod && not parameter.Words.IsEmpty -> $"DiskPeriod.Given({whole})"
        | Value.Whole whole -> string whole
        | Value.Switch isOn -> if isOn then "true" else "false"
        | Value.Level storage -> csharpStorage storage
        | Value.Word word -> $"{union parameter}.{pascal word}"
        | Value.Slots slots -> csharpList (Seq.map string slots)
        | Value.InRam inRam -> csharpInRam inRam
        | Value.Costs costs ->
            let levels costs = csharpList (Seq.map csharpReal costs)
            $"new CostModel({csharpReal costs.Uf}, {csharpReal costs.Ub}, {levels costs.Writes}, {levels costs.Reads})"

    /// An expression that is a `CheckpointSchedule`.
    let csharp (spec: Spec) : string =
        let arguments =
            [ for parameter, value in Spec.values spec -> $"{parameter.Name}: {csharpValue (parameter, value)}" ]

        $"""CheckpointSchedule.{pascal (Spec.family spec).Name}({String.Join(", ", arguments)})"""

    let private kebab (name: string) : string =
        name
        |> Seq.map (fun letter ->
            if Char.IsUpper letter then
                $"-{Char.ToLowerInvariant letter}"
            else
                string letter)
        |> String.concat ""

    let private option (parameter: Parameter, value: Value) : string =
        let name =
            match parameter.Name with
            | "steps" -> "max-n"
            | "units" -> "snapshots"
            | name -> kebab name

        match Parameter.write value with
        | ValueSome word -> $" --{name} {word}"
        | ValueNone -> ""

    /// Options of the command for the costs that it weighs; nothing if it weighs none.
    let costs (spec: Spec) : string =
        match Spec.costs spec with
        | ValueNone -> ""
        | ValueSome costs ->
            let levels costs =
                String.Join(',', Seq.map csharpReal costs)

            $" --uf {csharpReal costs.Uf} --ub {csharpReal costs.Ub} --write {levels costs.Writes} --read {levels costs.Reads}"

    /// Text that is typed after `schedules cost`, without costs; of an online schedule with the
    /// steps given.
    let command (steps: int64) (spec: Spec) : string =
        let family = Spec.family spec
        let length = if family.IsOffline then "" else $" --steps {steps}"
        family.Name + (Spec.values spec |> List.map option |> String.concat "") + length
