namespace Schedules.FSharp

open System

/// What a checkpoint on the stack of the engine holds.
[<Struct; RequireQualifiedAccess>]
type Holding =
    | RestartData
    | Dependencies

/// A kept checkpoint, as the engine remembers it.
[<Struct; NoComparison; NoEquality>]
type internal Checkpoint =
    {
        Step: int64
        Level: int
        Holding: Holding
        /// With which the policy resumes the segment after it.
        Context: Context
    }

/// The kept checkpoints, the latest step on top: what the engine needs of them. It is generic over structs that implement it,
/// so that its calls are direct.
type internal IStack =
    abstract IsEmpty: bool
    /// The top; asked for where it is not empty.
    abstract Top: Checkpoint
    abstract Push: checkpoint: Checkpoint -> unit
    abstract Pop: unit -> unit

/// An immutable list, gone over from one to the next.
[<Struct; NoComparison; NoEquality>]
type internal ListStack =
    { mutable Checkpoints: Checkpoint list }

    interface IStack with
        member this.IsEmpty: bool = this.Checkpoints.IsEmpty
        member this.Top: Checkpoint = this.Checkpoints.Head

        member this.Push(checkpoint: Checkpoint) : unit =
            this.Checkpoints <- checkpoint :: this.Checkpoints

        member this.Pop() : unit =
            this.Checkpoints <- this.Checkpoints.Tail

/// An array, changed in place: nothing is allocated but where it grows.
[<Struct; NoComparison; NoEquality>]
type internal ArrayStack =
    { mutable Items: Checkpoint[]
      mutable Count: int }

    interface IStack with
        member this.IsEmpty: bool = (this.Count = 0)
        member this.Top: Checkpoint = this.Items[this.Count - 1]

        member this.Push(checkpoint: Checkpoint) : unit =
            if this.Count = this.Items.Length then
                Array.Resize(&this.Items, 2 * this.Count)

            this.Items[this.Count] <- checkpoint
            this.Count <- this.Count + 1

        member this.Pop() : unit = this.Count <- this.Count - 1

[<RequireQualifiedAccess>]
module internal ArrayStack =
    let ofList (checkpoints: Checkpoint list) : ArrayStack =
        let items = Array.zeroCreate (max 32 checkpoints.Length)
        checkpoints |> List.iteri (fun i checkpoint -> items[checkpoints.Length - 1 - i] <- checkpoint)

        { Items = items
          Count = checkpoints.Length }

    /// The latest step first.
    let toList (stack: ArrayStack) : Checkpoint list =
        [ for i in stack.Count - 1 .. -1 .. 0 -> stack.Items[i] ]

    let copy (stack: ArrayStack) : ArrayStack =
        { stack with
            Items = Array.copy stack.Items }
