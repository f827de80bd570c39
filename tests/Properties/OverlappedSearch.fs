/// The least time of any schedule with one channel beside the computation, by looking at all that
/// can be done at each moment: a step takes a unit of time forward, and one recorded and back.
module Schedules.Tests.OverlappedSearch

open System.Collections.Generic

/// What the channel is doing.
[<Struct>]
type private Channel =
    | Idle
    | Writing of written: int * left: int
    | Reading of read: int * rest: int

/// Where the forward stands (-1: nowhere), steps that are left to reverse, and which states are in
/// RAM and on disk, as bits.
[<Struct>]
type private Moment =
    { Forward: int
      Left: int
      Ram: int
      Disk: int
      Channel: Channel }

/// Of `steps` steps with c slots in RAM, those of transfers included, and transfers that
/// take `transfer` units each.
let least (steps: int) (slots: int) (transfer: int) : int =
    let count (bits: int) =
        System.Numerics.BitOperations.PopCount(uint32 bits)

    let used (moment: Moment) : int =
        count moment.Ram
        + match moment.Channel with
          | Reading _ -> 1
          | Writing(state, _) when moment.Ram &&& (1 <<< state) = 0 -> 1
          | Writing _
          | Idle -> 0

    /// States that the adjoint has passed are of no use.
    let trimmed (moment: Moment) : Moment =
        let below = (1 <<< moment.Left) - 1

        { moment with
            Forward = if moment.Forward < moment.Left then moment.Forward else -1
            Ram = moment.Ram &&& below
            Disk = moment.Disk &&& below }

    /// What takes no time.
    let instant (moment: Moment) : Moment list =
        [ if moment.Forward >= 0 && moment.Ram &&& (1 <<< moment.Forward) = 0 && used moment < slots then
              { moment with
                  Ram = moment.Ram ||| (1 <<< moment.Forward) }
          for state in 0 .. moment.Left - 1 do
              let bit = 1 <<< state

              if moment.Ram &&& bit <> 0 then
                  if state <> moment.Forward then
                      { moment with Forward = state }

                  { moment with
                      Ram = moment.Ram &&& ~~~bit }

                  if moment.Channel = Idle && moment.Disk &&& bit = 0 then
                      { moment with
                          Channel = Writing(state, transfer) }

              if moment.Channel = Idle && moment.Disk &&& bit <> 0 && moment.Ram &&& bit = 0 && used moment < slots then
                  { moment with
                      Channel = Reading(state, transfer) } ]

    /// A unit of time for the channel.
    let passed (moment: Moment) : Moment =
        match moment.Channel with
        | Idle -> moment
        | Writing(state, 1) ->
            { moment with
                Channel = Idle
                Disk = moment.Disk ||| (1 <<< state) }
        | Reading(state, 1) ->
            { moment with
                Channel = Idle
                Ram = moment.Ram ||| (1 <<< state) }
        | Writing(state, left) ->
            { moment with
                Channel = Writing(state, left - 1) }
        | Reading(state, left) ->
            { moment with
                Channel = Reading(state, left - 1) }

    /// A unit of time: a step forward, a step back, or none.
    let ticks (moment: Moment) : Moment list =
        [ if moment.Forward = moment.Left - 1 then
              { moment with
                  Forward = -1
                  Left = moment.Left - 1 }
          if moment.Forward >= 0 && moment.Forward < moment.Left - 1 then
              { moment with
                  Forward = moment.Forward + 1 }
          if moment.Channel <> Idle then
              moment ]
        |> List.map (passed >> trimmed)

    let rec go (time: int) (moments: HashSet<Moment>) (seen: HashSet<Moment>) : int =
        if moments |> Seq.exists (fun moment -> moment.Left = 0) then
            time
        else
            let next = HashSet<Moment>()
            let queue = Queue<Moment>(moments)

            while queue.Count > 0 do
                let moment = queue.Dequeue()

                for other in instant moment do
                    if seen.Add other then
                        queue.Enqueue other

                for later in ticks moment do
                    next.Add later |> ignore

            next.RemoveWhere(fun moment -> not (seen.Add moment)) |> ignore
            go (time + 1) next seen

    let start =
        { Forward = 0
          Left = steps
          Ram = 0
          Disk = 0
          Channel = Idle }

    go 0 (HashSet [ start ]) (HashSet [ start ])
