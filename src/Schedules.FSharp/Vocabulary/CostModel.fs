namespace Schedules.FSharp

open System

/// Cost model, in any one unit (seconds, forward steps): finite and at least zero.
/// Immutable, equal by value.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type CostModel =
    private
        { UfCost: float
          UbCost: float
          WriteCosts: float[]
          ReadCosts: float[] }

    /// Per forward step that does not record.
    member this.Uf: float = this.UfCost

    /// Per step recorded and reversed: the recording forward step is part of it.
    member this.Ub: float = this.UbCost

    /// Per write to a level. A level deeper than those given costs as much as the last one; below 0
    /// is no level, and free.
    member this.Write(level: int) : float =
        if level < 0 then
            0.0
        else
            this.WriteCosts[min level (this.WriteCosts.Length - 1)]

    /// Per read from a level. A level deeper than those given costs as much as the last one; below
    /// 0 is no level, and free.
    member this.Read(level: int) : float =
        if level < 0 then
            0.0
        else
            this.ReadCosts[min level (this.ReadCosts.Length - 1)]

    /// The costs of a write that were given, level by level.
    member this.Writes: float list = List.ofArray this.WriteCosts

    /// The costs of a read that were given, level by level.
    member this.Reads: float list = List.ofArray this.ReadCosts

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string =
        let list (costs: float[]) : string =
            costs |> Array.map string |> String.concat ", "

        $"forward step {this.Uf}, recorded and reversed step {this.Ub}; a write to RAM and on: {list this.WriteCosts}; a read: {list this.ReadCosts}"

[<RequireQualifiedAccess>]
module CostModel =
    let private check (name: string) (cost: float) : Result<unit, SpecError> =
        if Double.IsFinite cost && cost >= 0.0 then
            Ok()
        else
            Error(SpecError.NotACost(name, cost))

    let private checkAll (name: string) (costs: float list) : Result<unit, SpecError> =
        let start =
            if costs.IsEmpty then
                Error(SpecError.NoLevels name)
            else
                Ok()

        (start, costs) ||> List.fold (fun sofar cost -> sofar |> Result.bind (fun () -> check name cost))

    /// Costs of a forward step, of a step recorded and reversed, and of a write and a read per
    /// level, the fastest first. Errors name `uf`, `ub`, `write` or `read`.
    let create (uf: float) (ub: float) (write: float list) (read: float list) : Result<CostModel, SpecError> =
        check "uf" uf
        |> Result.bind (fun () -> check "ub" ub)
        |> Result.bind (fun () -> checkAll "write" write)
        |> Result.bind (fun () -> checkAll "read" read)
        |> Result.map (fun () ->
            { UfCost = uf
              UbCost = ub
              WriteCosts = Array.ofList write
              ReadCosts = Array.ofList read })

    /// uf = ub = 1; RAM is free; a write to or a read from any slower level costs 2.
    let standard: CostModel =
        { UfCost = 1.0
          UbCost = 1.0
          WriteCosts = [| 0.0; 2.0 |]
          ReadCosts = [| 0.0; 2.0 |] }
