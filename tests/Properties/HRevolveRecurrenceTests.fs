/// The table of H-Revolve and its decisions against the recurrences of Herrmann & Pallez (2020)
/// written down plainly: no convexity, no vectors, every slot on every level.
module Schedules.Tests.HRevolveRecurrenceTests

open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.HRevolveTests

/// P and O, both [level, slots, l]; RAM has slots.
type private Plain =
    { P: float[,,]
      O: float[,,]
      Of: Hierarchy }

let private candidates (plain: Plain) k m l : (float * int) list =
    [ for j in 1 .. l - 1 do
          let right = plain.O[k, m - 1, l - j]
          float j * plain.Of.Uf + right + plain.Of.Read[k] + plain.P[k, m, j - 1], j ]

let private plain (hierarchy: Hierarchy) : Plain =
    let lmax = int hierarchy.Steps - 1

    let empty () =
        Array3D.create hierarchy.Slots.Length (List.max hierarchy.Slots + 1) (lmax + 1) infinity

    let plain =
        { P = empty ()
          O = empty ()
          Of = hierarchy }

    let uf, ub, write, read =
        hierarchy.Uf, hierarchy.Ub, hierarchy.Write, hierarchy.Read

    for k in 0 .. hierarchy.Slots.Length - 1 do
        let without l =
            plain.O[k - 1, hierarchy.Slots[k - 1], l]

        for m in 0 .. hierarchy.Slots[k] do
            for l in 0..lmax do
                if l = 0 then
                    plain.P[k, m, l] <- ub
                    plain.O[k, m, l] <- ub
                elif k = 0 && m > 0 then
                    let one = float (l + 1) * ub + uf * float (l * (l + 1) / 2) + float l * read[0]
                    let least = candidates plain k m l |> List.map fst |> List.fold min infinity
                    plain.P[k, m, l] <- if m = 1 then one else min one least
                    plain.O[k, m, l] <- write[0] + plain.P[k, m, l]
                elif k > 0 && m = 0 then
                    plain.O[k, m, l] <- without l
                elif k > 0 then
                    let least = candidates plain k m l |> List.map fst |> List.fold min infinity
                    plain.P[k, m, l] <- min (without l) least
                    plain.O[k, m, l] <- min (without l) (write[k] + plain.P[k, m, l])

    plain

/// The advances of the initial forward calculation and of the whole reverse, with the level where
/// each start is kept: by recursion over the decisions.
let private writesAndAdvances (hierarchy: Hierarchy) : (int * int * int) list =
    let plain = plain hierarchy
    let found = ResizeArray<int * int * int>()
    let read = hierarchy.Read

    let rec enter n l k m =
        if l > 0 then
            let without () =
                plain.O[k - 1, hierarchy.Slots[k - 1], l]

            if l = 1 then
                kept n l 0 1 true
            elif k = 0 || (m > 0 && hierarchy.Write[k] + plain.P[k, m, l] < without ()) then
                kept n l k m true
            else
                enter n l (k - 1) hierarchy.Slots[k - 1]

    and kept n l k m writes =
        let go advance =
            found.Add((n, (if writes then k else -1 - k), advance))

        if l = 1 then
            if not writes && hierarchy.Write[0] + read[0] < read[k] then
                kept n l 0 1 true
            else
                go 1
        elif l > 1 then
            let rec alone n l writes =
                if l > 0 then
                    found.Add((n, (if writes then k else -1 - k), l))
                    alone n (l - 1) false

            let all = if m = 1 && k = 0 then [] else candidates plain k m l
            let least = all |> List.map fst |> List.fold min infinity

            let limit =
                if k = 0 then
                    plain.P[0, 1, l]
                else
                    plain.O[k - 1, hierarchy.Slots[k - 1], l]

            if least < limit then
                let j =
                    all |> List.filter (fun (value, _) -> value = least) |> List.map snd |> List.max

                go j
                enter (n + j) (l - j) k (m - 1)
                kept n (j - 1) k m false
            elif k = 0 then
                alone n l writes
            else
                enter n l (k - 1) hierarchy.Slots[k - 1]

    let top = hierarchy.Slots.Length - 1
    enter 0 (int hierarchy.Steps - 1) top hierarchy.Slots[top]
    List.ofSeq found

/// The same, read off the actions of the schedule.
let private fromActions (hierarchy: Hierarchy) : (int * int * int) list =
    let folder (found, source) (action: Action) =
        match action with
        | Action.Forward(n0, n1, true, _, Storage.Level level) -> (int n0, level, int (n1 - n0)) :: found, source
        | Action.Forward(n0, n1, _, false, _) -> (int n0, -1 - source, int (n1 - n0)) :: found, source
        | Action.Copy(_, Storage.Level level, _)
        | Action.Move(_, Storage.Level level, _) -> found, level
        | Action.Forward _
        | Action.Copy _
        | Action.Move _
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> found, source

    build hierarchy |> Schedule.fold folder ([], -1) |> fst |> List.rev

let private withRam (steps: int) : Gen<Hierarchy> =
    gen {
        let! n = Gen.choose (2, steps)
        let! levels = Gen.choose (1, 3)
        let! ram = Gen.choose (1, 8)
        let! slots = Gen.listOfLength (levels - 1) (Gen.choose (0, 8))
        let cost = Gen.elements [ 0.0; 0.0; 0.25; 0.5; 1.0; 2.0; 3.0; 6.0; 40.0 ]
        let! uf = cost
        let! ub = cost
        let! isFree = Gen.elements [ true; false ]
        let! write = Gen.listOfLength levels cost
        let! read = Gen.listOfLength levels cost

        let start costs =
            if isFree then 0.0 :: List.tail costs else costs

        return
            { Steps = int64 n
              Slots = ram :: slots
              Uf = uf
              Ub = ub
              Write = start write
              Read = start read }
    }

let private check (steps: int) (property: Hierarchy -> unit) : unit =
    let isValid (hierarchy: Hierarchy) =
        HRevolveTests.isValid hierarchy && hierarchy.Steps >= 2L && hierarchy.Slots.Head > 0

    Random.check 250 (Random.among isValid (withRam steps)) property

[<Tests>]
let tests =
    testList
        "HRevolveRecurrence"
        [ testCase "every value of the table is that of the recurrences" (fun () ->
              check 90 (fun hierarchy ->
                  let plain, table = plain hierarchy, table hierarchy

                  for k in 0 .. hierarchy.Slots.Length - 1 do
                      for m in 0 .. hierarchy.Slots[k] do
                          for l in 0 .. int hierarchy.Steps - 1 do
                              Assert.Equal(Ok plain.O[k, m, l], HRevolveTable.entered k m l table)

                              // P without a slot is nothing that is ever asked for.
                              if m > 0 then
                                  Assert.Equal(Ok plain.P[k, m, l], HRevolveTable.kept k m l table)))

          testCase "every decision is that of the recurrences, the largest minimiser first" (fun () ->
              check 90 (fun hierarchy ->
                  Assert.Equal<(int * int * int) list>(writesAndAdvances hierarchy, fromActions hierarchy))) ]
