namespace Schedules.FSharp

open System

/// A level of storage: seconds that each transfer takes, and bytes a second beyond them (infinity
/// for no more). One transfer at a time.
[<NoComparison>]
type LevelSpeed =
    {
        WriteLatency: float
        ReadLatency: float
        /// Bytes a second, above 0.
        WriteBandwidth: float
        /// Bytes a second, above 0.
        ReadBandwidth: float
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module LevelSpeed =
    /// Takes no time.
    let free: LevelSpeed =
        { WriteLatency = 0.0
          ReadLatency = 0.0
          WriteBandwidth = infinity
          ReadBandwidth = infinity }

    /// Seconds of a write of so many bytes.
    let write (bytes: float) (device: LevelSpeed) : float =
        device.WriteLatency + bytes / device.WriteBandwidth

    /// Seconds of a read of so many bytes.
    let read (bytes: float) (device: LevelSpeed) : float =
        device.ReadLatency + bytes / device.ReadBandwidth

/// What a calculation takes on a computer, in seconds and bytes. Level 0 is written and read by the
/// computing thread; each slower level has a channel of its own, beside the computation where that
/// is overlapped, with `Buffers` checkpoints under way at most.
[<NoComparison>]
type Machine =
    {
        /// Seconds of a forward step that does not record.
        Advance: float
        /// Seconds of a forward step that records.
        Record: float
        /// Seconds of an adjoint step.
        Reverse: float
        /// Bytes of restart data.
        RestartBytes: float
        /// Bytes of the adjoint dependencies of a step.
        DependencyBytes: float
        /// Bytes a second that the computing thread copies into and out of the buffers of slower
        /// levels, above 0.
        CopyBandwidth: float
        /// RAM first; a level deeper than those given is as the last one. At least one.
        Levels: LevelSpeed list
        /// Checkpoints that a slower level has under way at most, in memory, at least 2.
        Buffers: int
        /// How many actions ahead checkpoints are read, at least 1.
        LookAhead: int
    }

    /// The device of a level.
    member this.Level(level: int) : LevelSpeed =
        this.Levels[max 0 (min level (this.Levels.Length - 1))]

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Machine =
    /// A step, recorded or not, takes a second and its adjoint another; data have one byte, and
    /// storage takes no time. Buffers and actions ahead are those of the executor.
    let standard: Machine =
        { Advance = 1.0
          Record = 1.0
          Reverse = 1.0
          RestartBytes = 1.0
          DependencyBytes = 1.0
          CopyBandwidth = infinity
          Levels = [ LevelSpeed.free ]
          Buffers = 4
          LookAhead = 256 }

    /// The machine of a cost model: a transfer takes its cost, whatever it holds. A step is
    /// recorded in the time of a forward step, or in all of `ub` if that is less.
    let ofCosts (costs: CostModel) : Machine =
        let record = min costs.Uf costs.Ub

        { standard with
            Advance = costs.Uf
            Record = record
            Reverse = costs.Ub - record
            Levels =
                [ for level in 0 .. max costs.Writes.Length costs.Reads.Length - 1 ->
                      { LevelSpeed.free with
                          WriteLatency = costs.Write level
                          ReadLatency = costs.Read level } ] }

    /// Bytes of a checkpoint with restart data, if so, and the dependencies of so many steps.
    let bytes (restarts: bool) (dependencies: int64) (machine: Machine) : float =
        (if restarts then machine.RestartBytes else 0.0) + float dependencies * machine.DependencyBytes

    /// The cost model of a machine for checkpoints of restart data: without overlap, a schedule
    /// that keeps these alone takes its makespan.
    let costs (machine: Machine) : Result<CostModel, SpecError> =
        let each transfer =
            [ for device in machine.Levels -> transfer machine.RestartBytes device ]

        CostModel.create
            machine.Advance
            (machine.Record + machine.Reverse)
            (each LevelSpeed.write)
            (each LevelSpeed.read)

    let private atLeast0 (name: string) (value: float) : Result<unit, SpecError> =
        if Double.IsFinite value && value >= 0.0 then
            Ok()
        else
            Error(SpecError.NotACost(name, value))

    let private above0 (name: string) (value: float) : Result<unit, SpecError> =
        if value > 0.0 then
            Ok()
        else
            Error(SpecError.NotARate(name, value))

    /// The machine, if it makes sense. Errors name a field in camel case.
    let check (machine: Machine) : Result<Machine, SpecError> =
        let fields =
            [ atLeast0 "advance" machine.Advance
              atLeast0 "record" machine.Record
              atLeast0 "reverse" machine.Reverse
              atLeast0 "restartBytes" machine.RestartBytes
              atLeast0 "dependencyBytes" machine.DependencyBytes
              above0 "copyBandwidth" machine.CopyBandwidth
              Check.range "buffers" 2L (int64 Int32.MaxValue) (int64 machine.Buffers)
              Check.range "lookAhead" 1L (int64 (1 <<< 20)) (int64 machine.LookAhead)
              if machine.Levels.IsEmpty then
                  Error(SpecError.NoLevels "levels")
              for device in machine.Levels do
                  atLeast0 "writeLatency" device.WriteLatency
                  atLeast0 "readLatency" device.ReadLatency
                  above0 "writeBandwidth" device.WriteBandwidth
                  above0 "readBandwidth" device.ReadBandwidth ]

        (Ok machine, fields)
        ||> List.fold (fun sofar field -> sofar |> Result.bind (fun machine -> field |> Result.map (fun () -> machine)))
