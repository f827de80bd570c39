/// What fsdocs complains of in its output only, and links in its pages that are made to lead somewhere.
module Links

open System
open System.IO
open System.Net
open System.Text.RegularExpressions

/// fsdocs goes on after what it complains of. That there are no addresses on the net to link to ("please set") is as it should be.
let complaints (output: string) : string list =
    let isComplaint (line: string) =
        Regex.IsMatch(line, @"\b(warning|error|exception|failed|could not|skipping)\b", RegexOptions.IgnoreCase)

    output.Split '\n' |> Array.filter isComplaint |> List.ofArray

/// Makes the links of a page relative, so that it opens from the disk, too; gives those that lead nowhere. The reference shows
/// types that are internal, but has no pages of them: there, what would lead nowhere is no link.
let patch (folder: string) (page: string) : string list =
    let directory = Path.GetDirectoryName page
    let up = Path.GetRelativePath(directory, folder)
    // fsdocs names the reference after the directory that it is started in.
    let name = Path.GetFileName Environment.CurrentDirectory

    let isThere (hit: Match) =
        File.Exists(Path.Combine(directory, hit.Groups[1].Value))

    let unlinked =
        Regex.Replace(
            File
                .ReadAllText(page)
                .Replace("/@root/", $"{up}/")
                .Replace($" ({name}) – ", " – ")
                .Replace($"{name} (API Reference)", "Reference"),
            @"<a href=""(\.\./reference/[^""#:]+)""[^>]*>(.*?)</a>",
            fun hit -> if isThere hit then hit.Value else hit.Groups[2].Value
        )

    File.WriteAllText(page, unlinked)

    [ for hit in Regex.Matches(unlinked, @"(?:href|src)=""([^""#:]+)[""#]") do
          if not (isThere hit) then
              $"{page}: {hit.Groups[1].Value} is not there" ]

/// Places within pages that links name, and that are not there.
let missingPlaces (pages: string list) : string list =
    let texts =
        Map [ for page in pages -> Path.GetFullPath page, File.ReadAllText page ]

    let ids =
        texts
        |> Map.map (fun _ html ->
            set
                [ for hit in Regex.Matches(html, @"\b(?:id|name)=""([^""]+)""") ->
                      WebUtility.HtmlDecode hit.Groups[1].Value ])

    [ for KeyValue(page, html) in texts do
          for hit in Regex.Matches(html, @"href=""([^"":#]*)#([^""]+)""") do
              let file = hit.Groups[1].Value

              let target =
                  if file = "" then
                      page
                  else
                      Path.GetFullPath(Path.Combine(Path.GetDirectoryName page, file))

              match Map.tryFind target ids with
              | Some known when not (known.Contains(WebUtility.HtmlDecode hit.Groups[2].Value)) ->
                  $"{page}: {hit.Value} is not there"
              | Some _
              | None -> () ]
