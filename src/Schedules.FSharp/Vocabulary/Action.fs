namespace Schedules.FSharp

open System

/// One thing that a schedule tells a solver to do. Step i takes the state from the start of step
/// i to the start of step i + 1; ranges are half open. *Restart data* are what the forward needs
/// to start again at the beginning of a step; *adjoint dependencies* are what the adjoint needs
/// to go back over a step.
///
/// Cases share their fields (a field of the same name and type is the same field), so that an
/// action takes 48 bytes.
[<Struct; RequireQualifiedAccess>]
type Action =
    /// Reads as: "Advance the forward from the start of step n0 to the start of step n1. If
    /// `writeIcs`, keep the restart data of step n0 in `target`. If `writeAdjDeps`, keep the
    /// adjoint dependencies of steps n0 … n1-1 in `target`." n1 is `Action.openEnd` where an online
    /// schedule knows no end.
    | Forward of n0: int64 * n1: int64 * writeIcs: bool * writeAdjDeps: bool * target: Storage
    /// Reads as: "Advance the adjoint from the start of step n1 back to the start of step n0, using
    /// the dependencies in WORK; then, if `clearAdjDeps`, clear them."
    | Reverse of n1: int64 * n0: int64 * clearAdjDeps: bool
    /// Reads as: "Copy the checkpoint of step n0 from `source` to `target`; it stays in `source`."
    | Copy of n0: int64 * source: Storage * target: Storage
    /// Reads as: "Move the checkpoint of step n0 from `source` to `target`; it no longer exists in
    /// `source`." A `target` of `Storage.Nowhere` deletes it.
    | Move of n0: int64 * source: Storage * target: Storage
    /// Reads as: "The initial forward calculation is complete."
    | EndForward
    /// Reads as: "One adjoint calculation is complete."
    | EndReverse

[<RequireQualifiedAccess>]
module Action =
    /// The n1 of a `Forward` that goes on until the solver finds its end.
    [<Literal>]
    let openEnd: int64 = Int64.MaxValue

    let private flag (value: bool) : string = if value then "true" else "false"

    let private reach (n1: int64) : string =
        if n1 = openEnd then "-1" else string n1

    /// One line, as data: `["Forward",0,3,true,false,"RAM"]`. An open n1 is written -1.
    let toJson (action: Action) : string =
        match action with
        | Action.Forward(n0, n1, ics, deps, storage) ->
            $"[\"Forward\",{n0},{reach n1},{flag ics},{flag deps},\"{storage}\"]"
        | Action.Reverse(n1, n0, clear) -> $"[\"Reverse\",{n1},{n0},{flag clear}]"
        | Action.Copy(n, source, target) -> $"[\"Copy\",{n},\"{source}\",\"{target}\"]"
        | Action.Move(n, source, target) -> $"[\"Move\",{n},\"{source}\",\"{target}\"]"
        | Action.EndForward -> "[\"EndForward\"]"
        | Action.EndReverse -> "[\"EndReverse\"]"

    let private kept (ics: bool) (deps: bool) (restarts: string) (dependencies: string) : string =
        match ics, deps with
        | true, true -> $"{restarts} and {dependencies}"
        | true, false -> restarts
        | false, _ -> dependencies

    /// One line for people: `forward 0 -> 3, keep restart data in RAM`.
    let toText (action: Action) : string =
        match action with
        | Action.Forward(n0, n1, ics, deps, storage) ->
            let until = if n1 = openEnd then "end" else string n1

            if ics || deps then
                $"""forward {n0} -> {until}, keep {kept ics deps "restart data" "dependencies"} in {storage}"""
            else
                $"forward {n0} -> {until}"
        | Action.Reverse(n1, n0, true) -> $"reverse {n1} -> {n0}, clear dependencies"
        | Action.Reverse(n1, n0, false) -> $"reverse {n1} -> {n0}"
        | Action.Copy(n, source, target) -> $"copy {n} from {source} to {target}"
        | Action.Move(n, source, Storage.Nowhere) -> $"delete {n} from {source}"
        | Action.Move(n, source, target) -> $"move {n} from {source} to {target}"
        | Action.EndForward -> "end of the forward"
        | Action.EndReverse -> "end of the reverse"

    let internal steps (n0: int64) (n1: int64) : string =
        if n1 = openEnd then $"all steps from {n0} on"
        elif n1 = n0 + 1L then $"step {n0}"
        else $"steps {n0} … {n1 - 1L}"

    /// Where the forward stands, if it does: `the forward stands at step 3 of 10`.
    let internal stands (forward: int64 voption) (length: int64 voption) : string =
        let ofLength =
            match length with
            | ValueSome length -> $" of {length}"
            | ValueNone -> ""

        match forward with
        | ValueSome n when n = openEnd -> "the forward goes on until its end is told"
        | ValueSome n -> $"the forward stands at step {n}{ofLength}"
        | ValueNone -> $"the forward stands nowhere{ofLength}"

    /// A sentence that says what an action means:
    /// `Advance the forward from the start of step 0 to the start of step 3; keep the restart data of step 0 in RAM.`
    let readsAs (action: Action) : string =
        match action with
        | Action.Forward(n0, n1, ics, deps, storage) ->
            let until =
                if n1 = openEnd then
                    "the end, wherever it is"
                else
                    $"the start of step {n1}"

            let keep =
                if ics || deps then
                    let restarts = $"the restart data of step {n0}"
                    let dependencies = $"the adjoint dependencies of {steps n0 n1}"
                    $"; keep {kept ics deps restarts dependencies} in {storage}"
                else
                    ""

            $"Advance the forward from the start of step {n0} to {until}{keep}."
        | Action.Reverse(n1, n0, clear) ->
            let after = if clear then ", then clear them" else ""

            $"Advance the adjoint from the start of step {n1} back to the start of step {n0}, using the dependencies in WORK{after}."
        | Action.Copy(n, source, target) ->
            $"Copy the checkpoint of step {n} from {source} to {target}; it stays in {source}."
        | Action.Move(n, source, Storage.Nowhere) -> $"Delete the checkpoint of step {n} from {source}."
        | Action.Move(n, source, target) ->
            $"Move the checkpoint of step {n} from {source} to {target}; it no longer exists in {source}."
        | Action.EndForward -> "The initial forward calculation is complete."
        | Action.EndReverse -> "One adjoint calculation is complete."
