/// C# and C in the colours that fsdocs gives to F#.
module Colours

open System.Net
open System.Text.RegularExpressions

let private keywords =
    "abstract as base bool break byte case catch char class const continue decimal default delegate do double else enum \
     false finally float for foreach get goto if in init int interface internal is long nameof namespace new not null \
     object operator or and out override params private protected public readonly record ref required return sealed \
     set short sizeof stackalloc static string struct switch this throw true try typeof uint ulong using value var \
     virtual void when where while with yield"
        .Split
        ' '
    |> Set.ofArray

let private token =
    Regex(
        "(?<c>//[^\n]*|/\\*.*?\\*/|(?m:^#[^\n]*))"
        + "|(?<s>\\$?\"\"\".*?\"\"\"|[$@]{0,2}\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+')"
        + "|(?<n>\\b\\d[\\w.]*)"
        + "|(?<w>[A-Za-z_]\\w*)",
        RegexOptions.Singleline
    )

let private span (kind: string) (text: string) : string =
    $"<span class=\"{kind}\">{WebUtility.HtmlEncode text}</span>"

/// Code as HTML; a word that `link` has an address for leads there.
let paint (link: string -> string option) (code: string) : string =
    let word (text: string) (at: int) =
        let follows (mark: char) = at > 0 && code[at - 1] = mark

        let calls (stop: int) =
            stop < code.Length && code[stop] = '(' && not (code[.. at - 1].EndsWith "new ")

        match link text with
        | Some address when not (follows '.') -> $"<a class=\"t\" href=\"{address}\">{WebUtility.HtmlEncode text}</a>"
        | _ when keywords.Contains text && not (follows '@') -> span "k" text
        | _ when System.Char.IsUpper text[0] && not (follows '.' || calls (at + text.Length)) -> span "t" text
        | _ -> WebUtility.HtmlEncode text

    let mutable last = 0

    [ for hit in token.Matches code do
          WebUtility.HtmlEncode(code[last .. hit.Index - 1])
          last <- hit.Index + hit.Length

          if hit.Groups["c"].Success then span "c" hit.Value
          elif hit.Groups["s"].Success then span "s" hit.Value
          elif hit.Groups["n"].Success then span "n" hit.Value
          else word hit.Value hit.Index

      WebUtility.HtmlEncode(code[last..]) ]
    |> String.concat ""

let private block =
    Regex(
        @"(<pre class=""csharp""><code>|<pre class=""fssnip""><code lang=""c(?:sharp)?"">)(.*?)(</code>)",
        RegexOptions.Singleline
    )

/// A page with its blocks of C# and C in colours.
let blocks (html: string) : string =
    block.Replace(
        html,
        fun hit ->
            hit.Groups[1].Value
            + paint (fun _ -> None) (WebUtility.HtmlDecode hit.Groups[2].Value)
            + hit.Groups[3].Value
    )
