/// Text of unknown origin, as messages show it.
module Schedules.Tests.PrintableTests

open System.Globalization
open System.Text
open Expecto
open FsCheck
open FsCheck.FSharp
open Schedules.FSharp

let private steers (rune: Rune) : bool =
    List.contains
        (Rune.GetUnicodeCategory rune)
        [ UnicodeCategory.Control
          UnicodeCategory.Format
          UnicodeCategory.LineSeparator
          UnicodeCategory.ParagraphSeparator ]

[<Tests>]
let tests =
    testList
        "Printable"
        [ testCase "no character steers a terminal, and every other stays" (fun () ->
              for code in 0..0x10FFFF do
                  if code < 0xD800 || code > 0xDFFF then
                      let rune = Rune code
                      let shown = Printable.text $"a{rune}b"

                      if steers rune then
                          Assert.Equal($"a\\u{{%X{code}}}b", shown)

                      if Rune.IsLetterOrDigit rune || Rune.IsPunctuation rune || Rune.IsSymbol rune then
                          Assert.Equal($"a{rune}b", shown))

          testCase "halves of surrogate pairs are shown by number" (fun () ->
              let high, low = string (char 0xD83D), string (char 0xDE00)
              Assert.Equal("a\\u{D83D}b", Printable.text $"a{high}b")
              Assert.Equal("\\u{DE00}", Printable.text low)
              Assert.Equal("\\u{DE00}\\u{D83D}", Printable.text (low + high))
              Assert.Equal("😀\\u{D83D}", Printable.text (high + low + high)))

          testCase "what is shown is shown as it is, again" (fun () ->
              let holds (characters: char list) =
                  let shown = Printable.text (System.String(Array.ofList characters))
                  Printable.text shown = shown

              Check.QuickThrowOnFailure holds)

          testCase "a long text is cut" (fun () ->
              Assert.Equal(String.replicate 120 "x", Printable.brief (String.replicate 120 "x"))
              Assert.Equal(String.replicate 120 "x" + "…", Printable.brief (String.replicate 121 "x")))

          testCase "messages about lines quote what can be printed only" (fun () ->
              let messages =
                  [ for sign in [ "\u001b"; "\u009b"; "\u202e"; "\u2028"; "\000"; string (char 0xD800) ] do
                        for line in
                            [ sign
                              $"[{sign}"
                              $"[\"{sign}\"]"
                              $"[\"Forward\",{sign}]"
                              $"[\"Forward\"]{sign}" ] do
                            match Json.parse line with
                            | Error error -> string error
                            | Ok action -> failtest $"{line} was read as {action}"

                        for operation in [ sign; $"F_{sign}"; $"W^1_0{sign}" ] do
                            match OperationText.parse operation with
                            | Error error -> string error
                            | Ok read -> failtest $"{operation} was read as {read}" ]

              for message in messages do
                  Assert.Equal(Printable.text message, message)) ]
