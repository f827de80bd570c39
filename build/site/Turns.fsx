/// The way from page to page: which one is shown in the contents, which one comes before it and which after.
module Turns

open System.IO
open System.Text.RegularExpressions

let private item =
    Regex(@"<a(?: class=""nav-link"")? href=""([^""]+)"">\s*(.*?)\s*</a>", RegexOptions.Singleline)

/// A page with the place that it has in its contents.
let place (root: string) (page: string) (html: string) : string =
    let at = html.IndexOf "<nav"
    let stop = html.IndexOf "</nav>"
    let own = root + page.Replace('\\', '/')

    let items =
        [ for hit in item.Matches html[at..stop] -> hit.Groups[1].Value, hit.Groups[2].Value ]

    let contents =
        html[at..stop].Replace($"href=\"{own}\"", $"href=\"{own}\" aria-current=\"page\"")

    let link (kind: string) (word: string) (index: int) =
        match List.tryItem index items with
        | Some(address, title) -> $"<a class=\"{kind}\" href=\"{address}\"><small>{word}</small>{title}</a>"
        | None -> ""

    let turn =
        match items |> List.tryFindIndex (fun (address, _) -> address = own) with
        | Some index ->
            let before = link "back" "Before" (index - 1)
            let after = link "on" "Next" (index + 1)
            $"<div class=\"turn\">{before}{after}</div>"
        | None -> ""

    html[.. at - 1] + contents + html[stop + 1 ..].Replace("</main>", turn + "\n</main>")
