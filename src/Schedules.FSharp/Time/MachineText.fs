namespace Schedules.FSharp

open System
open System.Globalization

/// Machines as words with values: `advance=0.02 record=0.02 reverse=0.04 restart=1MB
/// dependencies=4MB disk-write=500MB disk-read=500MB`. Seconds of a step; bytes of data; bytes a
/// second. What is not given is as `Machine.standard` has it, but a step that is recorded takes as
/// long as one that is not.
[<RequireQualifiedAccess>]
module MachineText =
    let private seconds (text: string) : float voption =
        match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, value when Double.IsFinite value && value >= 0.0 -> ValueSome value
        | _ -> ValueNone

    let private bytes (text: string) : float voption =
        if text = "0" then
            ValueSome 0.0
        else
            ByteSize.parse text |> ValueOption.map float

    let private rate (text: string) : float voption =
        if text = "free" then
            ValueSome infinity
        else
            ByteSize.parse text |> ValueOption.map float

    let private whole (least: int) (text: string) : int voption =
        match Int32.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture) with
        | true, value when value >= least -> ValueSome value
        | _ -> ValueNone

    /// The level of a word such as `disk-write`, and what is said of it.
    let private ofLevel (word: string) : (int * string) voption =
        let dash = word.IndexOf '-'

        if dash < 0 then
            ValueNone
        else
            match word.Substring(0, dash).ToUpperInvariant() |> Words.level with
            | ValueSome(Storage.Level level) when level < 64 -> ValueSome(level, word.Substring(dash + 1))
            | ValueSome _
            | ValueNone -> ValueNone

    let private withLevel (level: int) (change: LevelSpeed -> LevelSpeed) (machine: Machine) : Machine =
        let count = max machine.Levels.Length (level + 1)

        { machine with
            Levels =
                [ for index in 0 .. count - 1 ->
                      let device =
                          if index < machine.Levels.Length then
                              machine.Levels[index]
                          else
                              LevelSpeed.free

                      if index = level then change device else device ] }

    let private secondsAllowed = "seconds, at least 0"

    let private set (word: string) (text: string) (machine: Machine) : Result<Machine, TextError> =
        let wrong allowed : Result<Machine, TextError> =
            Error(TextError.Wrong("machine", word, allowed))

        let take allowed (value: 'T voption) (change: 'T -> Machine) : Result<Machine, TextError> =
            match value with
            | ValueSome value -> Ok(change value)
            | ValueNone -> wrong allowed

        let device level allowed value change =
            take allowed value (fun value -> withLevel level (change value) machine)

        match word, ofLevel word with
        | "advance", _ -> take secondsAllowed (seconds text) (fun value -> { machine with Advance = value })
        | "record", _ -> take secondsAllowed (seconds text) (fun value -> { machine with Record = value })
        | "reverse", _ -> take secondsAllowed (seconds text) (fun value -> { machine with Reverse = value })
        | "restart", _ -> take ByteSize.allowed (bytes text) (fun value -> { machine with RestartBytes = value })
        | "dependencies", _ ->
            take ByteSize.allowed (bytes text) (fun value -> { machine with DependencyBytes = value })
        | "copy", _ -> take ByteSize.allowed (rate text) (fun value -> { machine with CopyBandwidth = value })
        | "buffers", _ -> take "at least 2" (whole 2 text) (fun value -> { machine with Buffers = value })
        | "look-ahead", _ -> take "from 1 to 1048576" (whole 1 text) (fun value -> { machine with LookAhead = value })
        | _, ValueSome(level, "write") ->
            device level ByteSize.allowed (rate text) (fun value device -> { device with WriteBandwidth = value })
        | _, ValueSome(level, "read") ->
            device level ByteSize.allowed (rate text) (fun value device -> { device with ReadBandwidth = value })
        | _, ValueSome(level, "write-latency") ->
            device level secondsAllowed (seconds text) (fun value device -> { device with WriteLatency = value })
        | _, ValueSome(level, "read-latency") ->
            device level secondsAllowed (seconds text) (fun value device -> { device with ReadLatency = value })
        | _ -> Error(TextError.NotExpected("machine", word))

    /// A machine from its words, in any order, between spaces or commas.
    let parse (text: string) : Result<Machine, TextError> =
        let words =
            text.Split([| ' '; ',' |], StringSplitOptions.RemoveEmptyEntries) |> List.ofArray

        let isGiven name =
            words |> List.exists _.StartsWith(name + "=", StringComparison.Ordinal)

        (Ok Machine.standard, words)
        ||> List.fold (fun sofar word ->
            sofar
            |> Result.bind (fun machine ->
                match word.IndexOf '=' with
                | -1 -> Error(TextError.Wrong("machine", word, "words with values, as in advance=0.02"))
                | at -> set (word.Substring(0, at)) (word.Substring(at + 1)) machine))
        |> Result.map (fun machine ->
            if isGiven "record" then
                machine
            else
                { machine with
                    Record = machine.Advance })
        |> Result.bind (fun machine -> Machine.check machine |> Result.mapError TextError.Refused)

    let private number (value: float) : string =
        value.ToString("R", CultureInfo.InvariantCulture)

    /// The words, all of them: what `parse` reads, if sizes and bandwidths are whole.
    let write (machine: Machine) : string =
        let rate (value: float) =
            if Double.IsInfinity value then
                "free"
            else
                string (int64 value)

        let level (index: int) (device: LevelSpeed) : string list =
            let name = (string (Storage.Level index)).ToLowerInvariant()

            [ $"{name}-write={rate device.WriteBandwidth}"
              $"{name}-read={rate device.ReadBandwidth}"
              $"{name}-write-latency={number device.WriteLatency}"
              $"{name}-read-latency={number device.ReadLatency}" ]

        [ $"advance={number machine.Advance}"
          $"record={number machine.Record}"
          $"reverse={number machine.Reverse}"
          $"restart={int64 machine.RestartBytes}"
          $"dependencies={int64 machine.DependencyBytes}"
          $"copy={rate machine.CopyBandwidth}"
          $"buffers={machine.Buffers}"
          $"look-ahead={machine.LookAhead}" ]
        @ (machine.Levels |> List.mapi level |> List.concat)
        |> String.concat " "
