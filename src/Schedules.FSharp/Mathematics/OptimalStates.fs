namespace Schedules.FSharp

open System

/// How many states the table of the optimal multilevel schedule has, and whether they are too many.
[<RequireQualifiedAccess>]
module internal OptimalStates =
    /// Table entries at most: about half a gigabyte.
    [<Literal>]
    let most: int64 = 33_554_432L

    /// The levels that have slots, the lowest first, and their slots: more than steps - 1 are never of use.
    let usable (steps: int64) (slots: int list) : (int * int) list =
        slots
        |> List.indexed
        |> List.map (fun (level, slots) -> level, int (min (int64 slots) (steps - 1L)))
        |> List.filter (fun (_, slots) -> slots > 0)

    /// Entries for so many steps, or `Int64.MaxValue` if there are more.
    let count (steps: int64) (slots: int list) : int64 =
        let usable = usable steps slots

        let times (product: Int128) (factor: int64) : Int128 =
            Int128.Min(product * Int128.op_Implicit factor, Int128.op_Implicit Int64.MaxValue)

        let all =
            (times (Int128.op_Implicit steps) (max 1L usable.Length), usable)
            ||> List.fold (fun product (_, slots) -> times product (int64 slots + 1L))

        Int128.op_Explicit all: int64

    /// The most steps whose tables fit with these slots, between some that fit and some that do not.
    let rec private fitting (fit: int64) (tooMany: int64) (slots: int list) : int64 =
        let middle = fit + (tooMany - fit) / 2L

        if tooMany - fit <= 1L then fit
        elif count middle slots > most then fitting fit middle slots
        else fitting middle tooMany slots

    /// Errors name `steps` or `slots`.
    let check (steps: int64) (slots: int list) : Result<unit, SpecError> =
        let each =
            (Check.steps "steps" steps, slots)
            ||> List.fold (fun sofar slots -> sofar |> Result.bind (fun () -> Check.slots "slots" 0L slots))

        each
        |> Result.bind (fun () ->
            let fewest = if steps = 1L then 0L else 1L
            Check.slots "slots" fewest (List.fold max 0 slots))
        |> Result.bind (fun () ->
            let states = count steps slots

            if states > most then
                Error(SpecError.TooManyStates("slots", states, most, fitting 1L steps slots))
            else
                Ok())
