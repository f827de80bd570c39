/// The documentation file of an assembly without what its users cannot see: compilers write down every member.
module PublicDocs

open System
open System.IO
open System.Reflection
open System.Xml.Linq
open Microsoft.FSharp.Reflection

let private everything =
    BindingFlags.Public
    ||| BindingFlags.NonPublic
    ||| BindingFlags.Instance
    ||| BindingFlags.Static
    ||| BindingFlags.DeclaredOnly

let private joined (parts: seq<string>) : string = String.concat "," parts

let private full (t: Type) : string = t.FullName.Replace('+', '.')

/// A type as the documentation names it where a member takes it.
let rec private name (t: Type) : string =
    if t.IsByRef then
        $"{name (t.GetElementType())}@"
    elif t.IsPointer then
        $"{name (t.GetElementType())}*"
    elif t.IsArray then
        $"{name (t.GetElementType())}[]"
    elif t.IsGenericMethodParameter then
        $"``{t.GenericParameterPosition}"
    elif t.IsGenericParameter then
        $"`{t.GenericParameterPosition}"
    elif t.IsGenericType then
        let bare = t.GetGenericTypeDefinition().FullName.Split('`')[0]
        $"{bare.Replace('+', '.')}{{{t.GetGenericArguments() |> Seq.map name |> joined}}}"
    else
        full t

let private taking (parameters: ParameterInfo[]) : string =
    if parameters.Length = 0 then
        ""
    else
        $"({parameters |> Seq.map (fun parameter -> name parameter.ParameterType) |> joined})"

let private isVisible (m: MethodBase) : bool =
    m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly

/// The names of what users see of a type.
let private ofType (t: Type) : string list =
    let owner = full t

    [ $"T:{owner}"
      for m in t.GetMembers everything do
          let bare = $"{owner}.{m.Name.Replace('.', '#')}"

          match m with
          | :? MethodInfo as m when isVisible m ->
              let arity =
                  if m.IsGenericMethod then
                      $"``{m.GetGenericArguments().Length}"
                  else
                      ""

              let result =
                  if m.Name = "op_Implicit" || m.Name = "op_Explicit" then
                      $"~{name m.ReturnType}"
                  else
                      ""

              $"M:{bare}{arity}{taking (m.GetParameters())}{result}"
          | :? ConstructorInfo as m when isVisible m -> $"M:{bare}{taking (m.GetParameters())}"
          | :? PropertyInfo as p when p.GetAccessors true |> Array.exists isVisible ->
              $"P:{bare}{taking (p.GetIndexParameters())}"
          | :? FieldInfo as f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly ->
              $"F:{bare}"
              // The core documents a literal as a property.
              $"P:{bare}"
          | :? EventInfo as e when isVisible e.AddMethod -> $"E:{bare}"
          | _ -> ()

      // The core documents a case of a union as a type, which it is not if it has no fields.
      if FSharpType.IsUnion t then
          for case in FSharpType.GetUnionCases t do
              $"T:{owner}.{case.Name}" ]

/// Takes out of the file beside the assembly what its users cannot see, and gives how many entries there were, and are.
let keepPublic (assembly: string) : int * int =
    let file = Path.ChangeExtension(assembly, "xml")
    let document = XDocument.Load file

    let types = Assembly.LoadFrom(assembly).GetTypes() |> List.ofArray
    let shown = types |> List.filter _.IsVisible
    let visible = shown |> Seq.collect ofType |> Set.ofSeq
    let known = types |> Seq.map (fun t -> $"T:{full t}") |> Set.ofSeq
    let places = shown |> Seq.collect (fun t -> [ full t; t.Namespace ]) |> Set.ofSeq

    // Of an abbreviation of a type the assembly knows nothing.
    let isAbbreviation (id: string) : bool =
        id.StartsWith "T:"
        && not (known.Contains id)
        && places.Contains(id.Substring(2, max 0 (id.LastIndexOf '.' - 2)))

    let entries = document.Descendants(XName.Get "member") |> List.ofSeq

    let hidden =
        entries
        |> List.filter (fun entry ->
            let id = entry.Attribute(XName.Get "name").Value
            not (visible.Contains id || isAbbreviation id))

    for entry in hidden do
        entry.Remove()

    document.Save file
    entries.Length, entries.Length - hidden.Length
