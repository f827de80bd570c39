namespace Schedules.FSharp

open System
open System.Globalization

/// Schedules as a line of words, for people and for languages in which JSON is hard to quote:
/// `multistage steps=100 snapshotsInRam=2 snapshotsOnDisk=5`. A family, then its parameters in any
/// order, as `Parameter.read` takes them; those that are not given are as usual. Costs are `uf`,
/// `ub`, and `write` and `read` with a number for each level, RAM first; `steps` gives an online
/// schedule its number of steps.
[<RequireQualifiedAccess>]
module internal SpecWords =
    let private pair (word: string) : Result<string * string, TextError> =
        match word.IndexOf '=' with
        | at when at > 0 -> Ok(word.Substring(0, at), word.Substring(at + 1))
        | _ -> Error(TextError.Wrong("schedule", Printable.brief word, "name=value"))

    let private unique (pairs: (string * string) list) : Result<Map<string, string>, TextError> =
        pairs
        |> List.fold
            (fun found (name, word) ->
                found
                |> Result.bind (fun (found: Map<string, string>) ->
                    if found.ContainsKey name then
                        Error(TextError.Wrong("schedule", Printable.brief name, "each name once"))
                    else
                        Ok(found.Add(name, word))))
            (Ok Map.empty)

    let private real (name: string) (word: string) : Result<float, TextError> =
        match Double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, value -> Ok value
        | false, _ -> Error(TextError.Wrong("schedule", name, "a number, as 2 or 0.5"))

    let private reals (name: string) (word: string) : Result<float list, TextError> =
        word.Split ',' |> List.ofArray |> collect (real name)

    let private costNames: string list = [ "uf"; "ub"; "write"; "read" ]

    /// What is not given is as in the standard costs.
    let private costs (given: Map<string, string>) : Result<CostModel, TextError> =
        let usual = CostModel.standard

        let orElse value read name =
            match Map.tryFind name given with
            | Some word -> read name word
            | None -> Ok value

        result {
            let! uf = orElse usual.Uf real "uf"
            let! ub = orElse usual.Ub real "ub"
            let! write = orElse usual.Writes reals "write"
            let! read = orElse usual.Reads reals "read"
            return! CostModel.create uf ub write read |> Result.mapError TextError.Refused
        }

    let private length (word: string) : Result<int64, TextError> =
        match Int64.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture) with
        | true, steps -> Ok steps
        | false, _ -> Error(TextError.Wrong("schedule", "steps", "a whole number from 1 to 10^18"))

    /// The spec, and the steps that an online one is given.
    let read (text: string) : Result<struct (Spec * int64 voption), TextError> =
        result {
            let words =
                text.Split([| ' '; '\t'; '\r'; '\n' |], StringSplitOptions.RemoveEmptyEntries)

            let name = if words.Length = 0 then "" else words[0]

            let! family =
                match Family.all |> List.tryFind (fun family -> family.Name = name) with
                | Some family -> Ok family
                | None -> Error(TextError.NoFamily name)

            let! pairs = words |> Seq.skip 1 |> List.ofSeq |> collect pair
            let! given = unique pairs

            let isCost (name: string) =
                family.WeighsCosts && List.contains name costNames

            let isLength (name: string) = name = "steps" && not family.IsOffline
            let! model = costs (given |> Map.filter (fun name _ -> isCost name))

            let! steps =
                match given |> Map.tryFind "steps" with
                | Some word when not family.IsOffline -> length word |> Result.map ValueSome
                | Some _
                | None -> Ok ValueNone

            let parameters =
                given |> Map.filter (fun name _ -> not (isCost name || isLength name)) |> Map.toSeq

            let! values = Family.values name parameters model
            let! spec = Family.spec name values
            return struct (spec, steps)
        }
