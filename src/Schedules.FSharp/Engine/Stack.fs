namespace Schedules.FSharp

open System

/// Kind of data of a checkpoint on the stack of the engine.
[<Struct; RequireQualifiedAccess>]
type Holding =
    | RestartData
    | Dependencies

/// A kept checkpoint, as the engine remembers it.
[<Struct; NoComparison; NoEquality>]
type internal Checkpoint =
    {
        mutable Step: int64
        mutable Level: int
        mutable Holding: Holding
        /// With which the policy resumes the segment after it.
        mutable Context: Context
    }

/// The kept checkpoints, of which only the latest is seen: what the engine needs of them. It is
/// generic over structs that implement it, so that its calls are direct.
type internal IStack =
    abstract IsEmpty: bool
    abstract Step: int64
    abstract Level: int
    abstract Holding: Holding
    abstract Context: Context with get, set
    abstract Push: step: int64 * level: int * holding: Holding * context: Context -> unit
    abstract Pop: unit -> unit

/// An immutable list, gone over from one to the next.
[<Struct; NoComparison; NoEquality>]
type internal ListStack =
    { mutable Checkpoints: Checkpoint list }

    interface IStack with
        member this.IsEmpty: bool = this.Checkpoints.IsEmpty
        member this.Step: int64 = this.Checkpoints.Head.Step
        member this.Level: int = this.Checkpoints.Head.Level
        member this.Holding: Holding = this.Checkpoints.Head.Holding

        member this.Context
            with get (): Context = this.Checkpoints.Head.Context
            and set (context: Context) =
                let latest = this.Checkpoints.Head
                this.Checkpoints <- { latest with Context = context } :: this.Checkpoints.Tail

        member this.Push(step: int64, level: int, holding: Holding, context: Context) : unit =
            let latest: Checkpoint =
                { Step = step
                  Level = level
                  Holding = holding
                  Context = context }

            this.Checkpoints <- latest :: this.Checkpoints

        member this.Pop() : unit =
            this.Checkpoints <- this.Checkpoints.Tail

/// An array, changed in place: nothing is allocated but where it grows.
[<Struct; NoComparison; NoEquality>]
type internal ArrayStack =
    { mutable Items: Checkpoint[]
      mutable Count: int }

    interface IStack with
        member this.IsEmpty: bool = (this.Count = 0)
        member this.Step: int64 = this.Items[this.Count - 1].Step
        member this.Level: int = this.Items[this.Count - 1].Level
        member this.Holding: Holding = this.Items[this.Count - 1].Holding

        member this.Context
            with get (): Context = this.Items[this.Count - 1].Context
            and set (context: Context) = this.Items[this.Count - 1].Context <- context

        member this.Push(step: int64, level: int, holding: Holding, context: Context) : unit =
            if this.Count = this.Items.Length then
                Array.Resize(&this.Items, 2 * this.Count)

            let latest = &this.Items[this.Count]
            latest.Step <- step
            latest.Level <- level
            latest.Holding <- holding
            latest.Context <- context
            this.Count <- this.Count + 1

        member this.Pop() : unit = this.Count <- this.Count - 1

[<RequireQualifiedAccess>]
module internal ArrayStack =
    let empty () : ArrayStack =
        { Items = Array.zeroCreate 32
          Count = 0 }

    /// These checkpoints, the latest first, in the array of a stack if there is room.
    let refill (checkpoints: Checkpoint list) (stack: ArrayStack) : ArrayStack =
        let count = checkpoints.Length

        let items =
            if stack.Items.Length < count then
                Array.zeroCreate count
            else
                stack.Items

        let mutable place = count

        for checkpoint in checkpoints do
            place <- place - 1
            items[place] <- checkpoint

        { Items = items; Count = count }

    let ofList (checkpoints: Checkpoint list) : ArrayStack = refill checkpoints (empty ())

    /// The latest step first.
    let toList (stack: ArrayStack) : Checkpoint list =
        [ for i in stack.Count - 1 .. -1 .. 0 -> stack.Items[i] ]

    /// The same as `source`, in the array of another stack if there is room.
    let copyInto (stack: ArrayStack) (source: ArrayStack) : ArrayStack =
        let items =
            if stack.Items.Length < source.Count then
                Array.zeroCreate source.Items.Length
            else
                stack.Items

        System.Array.Copy(source.Items, items, source.Count)

        { Items = items; Count = source.Count }
