namespace Schedules.FSharp

open System

/// Distance between two checkpoints on disk that pays, from the costs alone: c slots in RAM
/// (at least 1), and costs of the disk for which `uf` is the unit. Aupy, Herrmann, Hovland & Robert
/// (2016), doi 10.1137/15M1019222; Aupy & Herrmann (2017), doi 10.1080/10556788.2016.1230612.
/// Answers are at most 10^18, the longest calculation; with uf = 0 nothing is gained from the disk,
/// and they are 10^18.
[<RequireQualifiedAccess>]
module internal DiskBounds =
    let private longest = Check.maxSteps

    /// A cost in units of uf; infinite where forward steps are free, be the disk free or not.
    let private relative (model: CostModel) (cost: float) : float =
        if model.Uf = 0.0 then
            Double.PositiveInfinity
        else
            cost / model.Uf

    /// min { t : β(s, t) > ratio }: for whole numbers, at least the next whole number.
    let private exceeding (s: int64) (ratio: float) : int64 =
        if ratio >= float longest then
            Binomial.repetitions longest s
        else
            Binomial.repetitions (int64 (floor ratio) + 1L) s

    let private both (model: CostModel) : float = model.Write 1 + model.Read 1

    /// min { t : β(c, t) > (wd + rd) / uf }.
    let a (c: int64) (model: CostModel) : int64 =
        exceeding c (relative model (both model))

    /// min { t : β(c, t) > wd / uf }.
    let b (c: int64) (model: CostModel) : int64 =
        exceeding c (relative model (model.Write 1))

    /// No advance of O∞, and no period, need be longer: max(β(c, a+1), 2β(c, b) + 1).
    let mmax (c: int64) (model: CostModel) : int64 =
        if model.Uf = 0.0 then
            longest
        else
            let first = min longest (Binomial.capped c (a c model + 1L))
            let second = 2L * min longest (Binomial.capped c (b c model)) + 1L
            min longest (max first second)

    /// The period if each checkpoint on disk is read once: β(c, t), t = min { t : β(c+1, t) > (wd +
    /// rd) / uf }.
    let oneRead (c: int64) (model: CostModel) : int64 =
        if model.Uf = 0.0 then
            longest
        else
            min longest (Binomial.capped c (exceeding (c + 1L) (relative model (both model))))

    /// f(y, x) = β(c+1, x+y-1) - Σ_{k<x} β(c, k), where the sum is β(c+1, x-1).
    let private f (c: int64) (y: int64) (x: int64) : int64 =
        min longest (Binomial.capped (c + 1L) (x + y - 1L) - Binomial.capped (c + 1L) (x - 1L))

    /// The two periods between which the closed formula of Aupy & Herrmann (2017) leaves the
    /// choice: f(y, x) for x = min { x : rd < β(c+1, x) } and for x + 1, with y = min { y ≥ 1 : wd
    /// ≤ Σ_{j=1..y} f(j, x) }. Not proven; for all costs tried the better one is optimal if
    /// checkpoints on disk are read as often as pays.
    let closed (c: int64) (model: CostModel) : int64 list =
        let write = min (float longest) (relative model (model.Write 1))
        let x = exceeding (c + 1L) (relative model (model.Read 1))

        // Each f is at least 1, and for one slot the sum grows with the cube of y: 2·10^6 turns at
        // most.
        let rec go (x: int64) (y: int64) (before: int64) : int64 =
            let value = f c y x

            if float (before + value) >= write then
                value
            else
                go x (y + 1L) (before + value)

        if model.Uf = 0.0 then
            [ longest ]
        else
            [ go x 1L 0L; go (x + 1L) 1L 0L ]
