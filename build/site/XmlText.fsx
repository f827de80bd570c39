/// The XML documentation of the C# assemblies as HTML.
module XmlText

#load "Colours.fsx"

open System.Net
open System.Text.RegularExpressions
open System.Xml.Linq

/// The name of the page of a type or namespace.
let slug (id: string) : string =
    id.Replace('.', '-').Replace('`', '-').ToLowerInvariant()

/// The place of a member in a page.
let anchor (memberName: string) : string =
    memberName.Replace("#ctor", "constructor")

/// Where a name of the documentation leads, if it is shown.
let private address (known: Set<string>) (id: string) : string option =
    let name = Regex.Replace(id.Substring 2, @"\(.*|``\d+", "")

    let isType = id[0] = 'T'
    let dot = name.LastIndexOf '.'
    let owner = if isType then name else name[.. dot - 1].TrimEnd '.'

    let place = if isType then "" else "#" + anchor name[dot + 1 ..]

    if known.Contains owner then
        Some $"{slug owner}.html{place}"
    else
        None

/// Text of the documentation.
let rec html (known: Set<string>) (element: XElement) : string =
    let code (text: string) =
        $"<code>{WebUtility.HtmlEncode text}</code>"

    let attribute (name: string) (e: XElement) =
        match e.Attribute name with
        | null -> None
        | a -> Some a.Value

    [ for node in element.Nodes() do
          match node with
          | :? XText as text -> WebUtility.HtmlEncode text.Value
          | :? XElement as e ->
              match e.Name.LocalName, attribute "cref" e, attribute "name" e with
              | _, Some id, _ ->
                  let name = Regex.Replace(id, @"\(.*|``?\d+$", "").Replace(".#ctor", "")
                  let name = code (name.Substring(name.LastIndexOf '.' + 1))

                  match address known id with
                  | Some place -> $"<a href=\"{place}\">{name}</a>"
                  | None -> name
              | ("paramref" | "typeparamref"), _, Some name -> code name
              | "see", _, _ -> code ((attribute "langword" e |> Option.orElse (attribute "href" e)).Value)
              | "c", _, _ -> code e.Value
              | "code", _, _ -> $"<pre><code>{Colours.paint (fun _ -> None) e.Value}</code></pre>"
              | "para", _, _ -> $"</p><p>{html known e}"
              | _ -> html known e
          | _ -> "" ]
    |> String.concat ""

/// All that the documentation says of a type or member.
let described (known: Set<string>) (entry: XElement) : string =
    let text (name: string) (before: string) =
        [ for e in entry.Elements name -> $"<p>{before}{html known e}</p>" ]

    let rows (tag: string) (key: string) (show: string -> string) =
        [ for e in entry.Elements tag -> $"<dt>{show (e.Attribute(key).Value)}</dt><dd>{html known e}</dd>" ]

    let name (text: string) = $"<code>{text}</code>"

    let thrown (id: string) =
        let text = name (id.Substring(id.LastIndexOf '.' + 1))
        address known id |> Option.fold (fun text place -> $"<a href=\"{place}\">{text}</a>") text

    let items = rows "typeparam" "name" name @ rows "param" "name" name
    let errors = rows "exception" "cref" thrown

    let list (kind: string) (rows: string list) =
        if rows.IsEmpty then
            []
        else
            [ $"<dl class=\"{kind}\">" + String.concat "" rows + "</dl>" ]

    text "summary" ""
    @ list "takes" items
    @ text "returns" "Returns: "
    @ list "throws" errors
    @ text "remarks" ""
    |> String.concat "\n"
