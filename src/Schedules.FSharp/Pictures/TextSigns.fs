namespace Schedules.FSharp

/// The signs of a text picture for steps of one width.
[<NoComparison; NoEquality>]
type internal TextSigns =
    {
        /// Characters across of a step.
        Cell: int
        /// One more column for the end of the last step: 1 where ends have a sign of
        /// their own, otherwise 0.
        Edge: int
        Forward: string
        Recorded: string
        /// A step whose dependencies go to a level.
        Kept: Storage -> string
        Adjoint: string
        /// The start of a Forward that keeps restart data.
        Restart: Storage -> string
        /// Copied, or moved if so, from there to there.
        Carried: bool -> Storage -> Storage -> string
        /// Legend of the signs; each list starts a line.
        Legend: string list list
    }

[<RequireQualifiedAccess>]
module internal TextSigns =
    /// R for RAM, D for disk, a digit for a slower level, W for WORK.
    let letter (storage: Storage) : char =
        match storage with
        | Storage.Nowhere -> 'x'
        | Storage.Work -> 'W'
        | Storage.Level 0 -> 'R'
        | Storage.Level 1 -> 'D'
        | Storage.Level level when level < 10 -> char (int '0' + level)
        | Storage.Level _ -> '*'

    /// The letter of a level for what it holds.
    let small (level: int) : char =
        System.Char.ToLowerInvariant(letter (Storage.Level level))

    let private letters: string list =
        [ "R, r RAM"; "D, d disk"; "2, 3, … slower levels"; "W WORK" ]

    let private held: string list = [ "small letters: held after the action" ]

    let private wide: TextSigns =
        { Cell = 4
          Edge = 1
          Forward = "--->"
          Recorded = "===>"
          Kept = fun target -> $"=+{letter target}>"
          Adjoint = "<---"
          Restart = fun target -> $"+{letter target}"
          Carried =
            fun moved source target ->
                let sign = if moved then "-" else "c"

                match target with
                | Storage.Work -> $"{sign}{letter source}"
                | Storage.Nowhere -> $"{sign}{letter source}x"
                | Storage.Level _ -> $"{sign}{letter source}>{letter target}"
          Legend =
            [ "|---> forward step"; "|===> recorded"; "<---| adjoint step" ]
            :: [ "+R restart data kept in RAM"; "=+D> dependencies kept on disk" ]
            :: [ "cR copied"; "-R moved"; "-Rx deleted" ]
            :: [ letters; held ] }

    let private medium: TextSigns =
        { Cell = 2
          Edge = 1
          Forward = "->"
          Recorded = "=>"
          Kept = fun target -> $"{letter target}>"
          Adjoint = "<-"
          Restart = fun target -> $"+{letter target}"
          Carried =
            fun moved source target ->
                match target with
                | Storage.Work -> if moved then $"-{letter source}" else $"c{letter source}"
                | Storage.Nowhere -> $"x{letter source}"
                | Storage.Level _ -> $">{letter target}"
          Legend =
            [ "|-> forward step"; "|=> recorded"; "<-| adjoint step" ]
            :: [ "+R restart data kept in RAM"; "D> dependencies kept on disk" ]
            :: [ "cR copied"; "-R moved"; ">R put in RAM"; "xR deleted" ]
            :: [ letters; held ] }

    let private narrow: TextSigns =
        { Cell = 1
          Edge = 0
          Forward = "-"
          Recorded = "="
          Kept = fun target -> string (letter target)
          Adjoint = "<"
          Restart = fun target -> string (letter target)
          Carried =
            fun moved _ target ->
                match target with
                | Storage.Nowhere -> "x"
                | Storage.Work
                | Storage.Level _ -> if moved then "m" else "c"
          Legend =
            [ "- forward step"; "= recorded"; "< adjoint step" ]
            :: [ "R kept in RAM"; "D kept on disk" ]
            :: [ "c copied"; "m moved"; "x deleted" ]
            :: [ letters; held ] }

    /// The widest steps first.
    let all: TextSigns list = [ wide; medium; narrow ]

    /// The meaning of the signs where a line stands for several actions, or a
    /// column for several steps.
    let merged: string list list =
        [ [ "- forward"; "= recorded"; "< adjoint" ]
          [ "R written to RAM"; "D written to disk" ]
          letters
          [ "small letters: held meanwhile" ] ]
