/// The texts of the pages, in a script that the search loads.
module Search

open System.IO
open System.Net
open System.Text.Json
open System.Text.RegularExpressions

let private heading =
    Regex(
        @"<h[1-3][^>]*>\s*<a name=""([^""]+)""[^>]*>(.*?)</a>|<section class=""member"" id=""([^""]+)"">",
        RegexOptions.Singleline
    )

let private plain (html: string) : string =
    let joined = Regex.Replace(html, @"</?(span|a|code|em|strong)\b[^>]*>", "")
    let text = Regex.Replace(joined, @"<[^>]*>", " ") |> WebUtility.HtmlDecode
    Regex.Replace(text, @"\s+", " ").Trim()

/// Address, title, heading and text of each section of a page.
let private sections (address: string) (html: string) : string list list =
    let title =
        Regex.Match(html, @"<title>(.*?) – ").Groups[1].Value |> WebUtility.HtmlDecode

    let inner =
        Regex.Match(html, @"<main>(.*)</main>", RegexOptions.Singleline).Groups[1].Value

    let inner =
        Regex.Replace(inner, @"<(script|style|figure|form)\b.*?</\1>", "", RegexOptions.Singleline)

    let marks = heading.Matches inner |> List.ofSeq
    let ends = (marks |> List.map _.Index) @ [ inner.Length ]

    [ let first = plain inner[.. ends.Head - 1]

      if first <> "" then
          [ address; title; ""; first ]

      for mark, stop in List.zip marks ends.Tail do
          let id = mark.Groups[1].Value + mark.Groups[3].Value

          let name =
              if mark.Groups[3].Success then
                  id
              else
                  plain mark.Groups[2].Value

          [ $"{address}#{id}"
            title
            name
            plain inner[mark.Index + mark.Length .. stop - 1] ] ]

/// Writes the script for the pages of a folder.
let write (folder: string) (pages: string list) : unit =
    let all =
        [ for page in pages do
              let address = Path.GetRelativePath(folder, page).Replace('\\', '/')
              yield! sections address (File.ReadAllText page) ]

    File.WriteAllText(Path.Combine(folder, "content", "texts.js"), $"window.texts = {JsonSerializer.Serialize all};\n")
