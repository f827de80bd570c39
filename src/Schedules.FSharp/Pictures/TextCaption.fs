namespace Schedules.FSharp

/// An action in few characters, beside its drawing.
[<RequireQualifiedAccess>]
module internal TextCaption =
    /// `0 -> 4 +R`: forward, restart data kept in RAM; `=` recorded, `=D` dependencies kept on
    /// disk; `3 <- 4`: adjoint; `copy 2 R`, `move 2 R`: to WORK; `move 2 R>D`; `delete 2 R`.
    let short (action: Action) : string =
        let carried (verb: string) (n: int64) (source: Storage) (target: Storage) : string =
            match target with
            | Storage.Work -> $"{verb} {n} {TextSigns.letter source}"
            | Storage.Nowhere -> $"delete {n} {TextSigns.letter source}"
            | Storage.Level _ -> $"{verb} {n} {TextSigns.letter source}>{TextSigns.letter target}"

        match action with
        | Action.Forward(n0, n1, ics, deps, target) ->
            let until = if n1 = Action.openEnd then "end" else string n1

            let place =
                if target.IsLevel then
                    string (TextSigns.letter target)
                else
                    ""

            match ics, deps with
            | false, false -> $"{n0} -> {until}"
            | true, false -> $"{n0} -> {until} +{place}"
            | false, true -> $"{n0} -> {until} ={place}"
            | true, true -> $"{n0} -> {until} +={place}"
        | Action.Reverse(n1, n0, _) -> $"{n0} <- {n1}"
        | Action.Copy(n, source, target) -> carried "copy" n source target
        | Action.Move(n, source, target) -> carried "move" n source target
        | Action.EndForward -> "end forward"
        | Action.EndReverse -> "end reverse"
