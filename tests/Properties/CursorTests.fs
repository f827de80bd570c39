/// Cursors of schedules whose length is told on the way.
module Schedules.Tests.CursorTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private online: Spec list =
    [ Spec.None
      Spec.SingleMemory
      Spec.SingleDisk false
      Spec.SingleDisk true
      for period in 1L .. 6L do
          Spec.PeriodicDisk period
          Spec.TwoLevel(period, 2, Storage.Ram, Trajectory.Maximum) ]

/// Goes forward until the forward stands at or past a step.
let rec private reach (step: int64) (cursor: Cursor) : Cursor * Action list =
    match cursor.N with
    | ValueSome n when n >= step -> cursor, []
    | ValueSome _
    | ValueNone ->
        match Cursor.next cursor with
        | Next.Action(action, cursor) ->
            let cursor, actions = reach step cursor
            cursor, action :: actions
        | Next.AwaitingLength
        | Next.Exhausted -> failtest "the forward does not get there"

let private known (steps: int64) (spec: Spec) : Cursor * Action list =
    let cursor, actions = build spec |> Schedule.start |> reach steps
    Cursor.setLength steps cursor |> orFail string, actions

[<Tests>]
let tests =
    testList
        "Cursor"
        [ testCase "a length told by hand gives the actions of one told beforehand, at any length" (fun () ->
              for spec in online do
                  for steps in 1L .. 20L do
                      let problem = problem steps spec
                      let cursor, forward = known steps spec
                      let rest = Invariants.follow problem.Adjoints cursor |> List.map snd
                      let expected = buildFor problem |> Schedule.actionsOf problem.Adjoints |> List.ofSeq
                      Assert.Equal<Action list>(expected, forward @ rest)
                      Assert.Equal(ValueSome steps, cursor.N)
                      Assert.Equal(ValueSome steps, cursor.MaxN))

          testCase "a length told too early or too late is refused, with what is allowed" (fun () ->
              // The last Forward goes from 6 to 9: what it kept at 6 would be of no use to a
              // calculation of 6 steps.
              let cursor, _ = build (Spec.PeriodicDisk 3L) |> Schedule.start |> reach 7L

              for steps in [ System.Int64.MinValue; -1L; 0L; 1L; 5L; 6L; 10L; System.Int64.MaxValue ] do
                  Assert.Equal(
                      Error(SetLengthError.OutOfRange(steps, 7L, 9L)),
                      Cursor.setLength steps cursor |> Result.map ignore
                  )

              for steps in [ 7L; 8L; 9L ] do
                  Assert.True((Cursor.setLength steps cursor).IsOk))

          testCase "within a Forward without an end any length is accepted, from 1 to 10^18" (fun () ->
              for spec in [ Spec.None; Spec.SingleMemory ] do
                  let cursor, _ = build spec |> Schedule.start |> reach 1L

                  for steps in [ 0L; -1L; 1_000_000_000_000_000_001L; System.Int64.MaxValue ] do
                      Assert.True((Cursor.setLength steps cursor).IsError)

                  for steps in [ 1L; 2L; 1_000_000_000_000_000_000L ] do
                      Assert.True((Cursor.setLength steps cursor).IsOk))

          testCase "a length is told once, or again if it is the same, and not before the first action" (fun () ->
              for spec in online do
                  Assert.Equal(
                      Error(SetLengthError.NotStarted 5L),
                      build spec |> Schedule.start |> Cursor.setLength 5L |> Result.map ignore
                  )

                  let cursor, _ = known 5L spec
                  Assert.Equal(Error(SetLengthError.AlreadyKnown 5L), Cursor.setLength 6L cursor |> Result.map ignore)
                  Assert.Equal(Ok cursor.N, Cursor.setLength 5L cursor |> Result.map _.N))

          testCase "an offline schedule knows its length" (fun () ->
              let cursor = build (Spec.Revolve(10L, 3, Trajectory.Maximum)) |> Schedule.start
              Assert.Equal(Error(SetLengthError.AlreadyKnown 10L), Cursor.setLength 11L cursor |> Result.map ignore)
              Assert.True((Cursor.setLength 10L cursor).IsOk)
              Assert.Equal(ValueSome 10L, cursor.MaxN)
              Assert.True((Schedule.ofLength 11L (build (Spec.Revolve(10L, 3, Trajectory.Maximum)))).IsError))

          testCase "a Forward without an end awaits its length, and the cursor can still be told" (fun () ->
              match Cursor.next (Schedule.start SingleMemory.schedule) with
              | Next.Action(_, cursor) ->
                  Assert.True((Cursor.next cursor).IsAwaitingLength)
                  Assert.True((Cursor.setLength 3L cursor).IsOk)
              | Next.AwaitingLength
              | Next.Exhausted -> failtest "no action")

          testCase "a sweep whose end is never told stops at the longest calculation there is" (fun () ->
              let rec go count cursor =
                  match Cursor.next cursor with
                  | Next.Action(_, cursor) -> go (count + 1) cursor
                  | Next.AwaitingLength -> count
                  | Next.Exhausted -> failtest "exhausted"

              let period = 400_000_000_000_000_000L
              Assert.Equal(3, go 0 (Schedule.start (build (Spec.PeriodicDisk period)))))

          testCase "while the length is open there is the first Forward only, and nothing can be predicted" (fun () ->
              for spec in online do
                  let actions = build spec |> Schedule.actions |> List.ofSeq
                  Assert.Equal(1, actions.Length)
                  Assert.True((Schedule.predict (build spec)).IsError))

          testCase "further adjoint calculations repeat the first" (fun () ->
              for spec in online |> List.filter (fun spec -> (build spec).Adjoints = Adjoints.AnyNumber) do
                  for steps in 1L .. 12L do
                      let schedule = buildFor (problem steps spec)

                      let count adjoints =
                          Schedule.actionsOf adjoints schedule |> List.ofSeq

                      let forward, one, three = count 0L, count 1L, count 3L
                      let adjoint = List.skip forward.Length one
                      Assert.Equal<Action list>(forward @ adjoint @ adjoint @ adjoint, three)) ]
