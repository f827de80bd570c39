/// Reading the reference data, which lie beside the tests.
module Schedules.Tests.Reference

open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json

/// The lines of a file.
let lines (file: string) : string list =
    File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", file)) |> List.ofSeq

/// The rows of a file with a JSON object a line.
let rows (file: string) : JsonElement list =
    lines file |> List.map (fun line -> JsonDocument.Parse(line).RootElement)

let whole (name: string) (row: JsonElement) : int64 = row.GetProperty(name).GetInt64()
let number (name: string) (row: JsonElement) : float = row.GetProperty(name).GetDouble()
let flag (name: string) (row: JsonElement) : bool = row.GetProperty(name).GetBoolean()

let text (name: string) (row: JsonElement) : string =
    row.GetProperty(name).GetString() |> string

let numbers (name: string) (row: JsonElement) : float list =
    [ for value in row.GetProperty(name).EnumerateArray() -> value.GetDouble() ]

/// The rows in which a property has a value.
let rowsOf (file: string) (name: string) (value: string) : JsonElement list =
    rows file |> List.filter (fun row -> text name row = value)

/// The digest of a stream, one action a line.
let sha256 (lines: seq<string>) : string =
    String.Join('\n', lines) |> Encoding.UTF8.GetBytes |> SHA256.HashData |> Convert.ToHexStringLower
