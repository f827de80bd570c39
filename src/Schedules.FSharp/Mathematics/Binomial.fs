namespace Schedules.FSharp

open System

/// Binomial checkpointing on one level in closed form: Griewank & Walther (2000), Algorithm 799,
/// doi 10.1145/347837.347846; Griewank (1992), doi 10.1080/10556789208805505. s slots include the
/// one of the initial state; l is a number of steps. Exact for l up to 10^18; intermediates are
/// 128-bit, as they overflow 64 bits before the answers do.
[<RequireQualifiedAccess>]
module Binomial =
    /// C(s + t, s) as a product of min(s, t) factors, each partial product a binomial coefficient
    /// itself; ends at the cap.
    let private product (s: int64) (t: int64) : int64 =
        let few, many = uint64 (min s t), uint64 (max s t)
        let cap = uint64 Int64.MaxValue

        let rec go (value: uint64) (factor: uint64) : int64 =
            if value >= cap then
                Int64.MaxValue
            elif factor > few then
                int64 value
            else
                let mutable low = 0UL
                let high = Math.BigMul(value, many + factor, &low)

                if high = 0UL then
                    go (low / factor) (factor + 1UL)
                else
                    let next = UInt128(high, low) / UInt128.op_Implicit factor
                    go (UInt128.op_Explicit (UInt128.Min(next, UInt128.op_Implicit cap)): uint64) (factor + 1UL)

        go 1UL 1UL

    /// Most coefficients asked for have few slots and few repetitions: this square of them is a
    /// memo, not a table by length.
    let private side = 64

    let private memo: int64[] =
        Array.init (side * side) (fun index -> product (int64 (index / side)) (int64 (index % side)))

    /// β(s, t), or `Int64.MaxValue` where it is larger; 0 for negative s or t. Total and exact
    /// below the cap.
    let internal capped (s: int64) (t: int64) : int64 =
        if uint64 s < 64UL && uint64 t < 64UL then
            memo[int s * side + int t]
        elif s < 0L || t < 0L then
            0L
        else
            product s t

    /// The most steps that s slots reverse with every step repeated at most t times: β(s, t) = C(s
    /// + t, s); 0 if s or t is negative (both at most 10^18 in size). The error is `TooLarge` where
    /// the answer needs more than 64 bits.
    let beta (s: int64) (t: int64) : Result<int64, SpecError> =
        Check.range "s" -Check.maxSteps Check.maxSteps s
        |> Result.bind (fun () -> Check.range "t" -Check.maxSteps Check.maxSteps t)
        |> Result.bind (fun () ->
            match capped s t with
            | Int64.MaxValue -> Error(SpecError.TooLarge("t", t))
            | value -> Ok value)

    /// A real root near the repetition number: (l · s!)^(1/s) - (s + 1) / 2. Good where r is much
    /// larger than s.
    let private guess (l: int64) (s: int64) : int64 =
        let mutable factorial = 1.0

        for factor in 2L .. s do
            factorial <- factorial * float factor

        int64 (Math.Pow(float l * factorial, 1.0 / float s) - float (s + 1L) / 2.0)

    let rec private climb (l: int64) (s: int64) (r: int64) : int64 =
        if capped s r >= l then r else climb l s (r + 1L)

    let rec private descend (l: int64) (s: int64) (r: int64) : int64 =
        if r > 0L && capped s (r - 1L) >= l then
            descend l s (r - 1L)
        else
            r

    /// From here on β(s, 2) is larger than any number of steps; its product fits in 64 bits before.
    let private squared: int64 = int64 Int32.MaxValue

    /// min { r : β(s, r) ≥ l }, for 1 ≤ l ≤ 10^18 and s ≥ 1, in a few operations.
    let internal repetitions (l: int64) (s: int64) : int64 =
        if l <= 1L then 0L
        elif l - 1L <= s then 1L
        elif s = 1L then l - 1L
        elif s > squared || l <= (s + 1L) * (s + 2L) / 2L then 2L
        elif s >= int64 side || capped s 63L >= l then climb l s 3L
        else descend l s (climb l s (max 2L (guess l s)))

    let private checkProblem (l: int64) (s: int64) : Result<unit, SpecError> =
        Check.range "l" 1L Check.maxSteps l
        |> Result.bind (fun () -> Check.range "s" (if l = 1L then 0L else 1L) Check.maxSteps s)

    /// The repetition number r(l, s) = min { r : β(s, r) ≥ l }: how often the most repeated step is
    /// advanced over without recording. l from 1 to 10^18; s from 1 (from 0 if l = 1).
    let repetition (l: int64) (s: int64) : Result<int64, SpecError> =
        checkProblem l s |> Result.map (fun () -> repetitions l (max s 1L))

    /// t(l, s) = r·l - β(s + 1, r - 1) = Σ_{k < r} (l - β(s, k)), capped.
    let internal extra (l: int64) (s: int64) : Int128 =
        let s = if l > 1L then min s (l - 1L) else 1L
        let r = repetitions l s

        match r with
        | 0L -> Int128.Zero
        | 1L -> Int128.op_Implicit (l - 1L)
        | 2L -> Int128.op_Implicit l + Int128.op_Implicit (l - s - 2L)
        | r ->
            let below =
                match capped (s + 1L) (r - 1L) with
                | Int64.MaxValue ->
                    // Here β(s + 1, r - 1) = β(s, r - 1) · (s + r) / (s + 1), and the first factor is
                    // below l: no overflow in 128 bits.
                    Int128.op_Implicit (capped s (r - 1L)) * Int128.op_Implicit (s + r) / Int128.op_Implicit (s + 1L)
                | below -> Int128.op_Implicit below

            Int128.op_Implicit r * Int128.op_Implicit l - below

    /// uf·t(l + 1, s) for l = 0 … lmax advances: t grows by r from n to n + 1 steps while β(s, r-1)
    /// ≤ n < β(s, r).
    let internal row (lmax: int) (s: int64) (uf: float) : float[] =
        let row: float[] = Array.zeroCreate (lmax + 1)
        let mutable repetition = 1L
        let mutable bound = capped s 1L
        let mutable extra = 0L

        for l in 1..lmax do
            if int64 l >= bound then
                repetition <- repetition + 1L
                bound <- capped s repetition

            extra <- extra + repetition
            row[l] <- uf * float extra

        row

    /// The fewest forward steps that are advanced over without recording, t(l, s), Griewank &
    /// Walther (2000), (3). l from 1 to 10^18; s from 1 (from 0 if l = 1). The error is `TooLarge`
    /// where the answer needs more than 64 bits.
    let extraSteps (l: int64) (s: int64) : Result<int64, SpecError> =
        checkProblem l s |> Result.bind (fun () -> Check.fits "l" l (extra l s))

    /// The fewest forward steps in all, l + t(l, s): each step is recorded once.
    let totalSteps (l: int64) (s: int64) : Result<int64, SpecError> =
        checkProblem l s |> Result.bind (fun () -> Check.fits "l" l (extra l s + Int128.op_Implicit l))

    /// The first and last of the optimal advances from the start of l ≥ 2 steps with s slots, all
    /// between them being optimal too: { i : β(s, r-2) ≤ i ≤ β(s, r-1) and β(s-1, r-1) ≤ l - i ≤
    /// β(s-1, r) }.
    let advances (l: int64) (s: int64) : Result<struct (int64 * int64), SpecError> =
        Check.range "l" 2L Check.maxSteps l
        |> Result.bind (fun () -> Check.range "s" 1L Check.maxSteps s)
        |> Result.map (fun () ->
            let s = min s (l - 1L)

            let r = repetitions l s
            let first = max (capped s (r - 2L)) (l - capped (s - 1L) r)
            struct (first, min (capped s (r - 1L)) (l - capped (s - 1L) (r - 1L))))

    let private largest l s r =
        min (capped s (r - 1L)) (l - capped (s - 1L) (r - 1L))

    let private maximum l s r =
        let whole = capped s (r - 1L)

        if l <= whole + capped (s - 1L) (r - 2L) then
            l - whole + capped s (r - 2L)
        elif l <= whole + capped (s - 2L) (r - 1L) + capped (s - 1L) (r - 2L) then
            capped s (r - 2L) + capped (s - 1L) (r - 2L)
        elif l <= whole + capped (s - 1L) (r - 1L) + capped (s - 2L) (r - 1L) then
            l - capped (s - 1L) (r - 1L) - capped (s - 2L) (r - 1L)
        else
            whole

    let private revolve l s r =
        let whole = capped s (r - 1L)

        if l <= whole + capped (s - 2L) (r - 1L) then
            capped s (r - 2L)
        elif l < whole + capped (s - 1L) (r - 1L) + capped (s - 2L) (r - 1L) then
            l - capped (s - 1L) (r - 1L) - capped (s - 2L) (r - 1L)
        else
            whole

    let private advanceFar (trajectory: Trajectory) (l: int64) (s: int64) : int64 =
        if s = 1L then
            l - 1L
        else
            let r = repetitions l s

            match trajectory with
            | Trajectory.Largest -> largest l s r
            | Trajectory.Maximum -> maximum l s r
            | Trajectory.Revolve -> revolve l s r

    /// The advance from the start of l ≥ 2 steps, with s ≥ 1 slots.
    let internal advanceBy (trajectory: Trajectory) (l: int64) (s: int64) : int64 =
        // What is asked most, where it is asked.
        if l - 1L <= s then 1L else advanceFar trajectory l s

    /// Advance of a trajectory from the start of l steps with s slots before it keeps the
    /// next checkpoint. l from 2 to 10^18, s from 1.
    let advance (trajectory: Trajectory) (l: int64) (s: int64) : Result<int64, SpecError> =
        Check.range "l" 2L Check.maxSteps l
        |> Result.bind (fun () -> Check.range "s" 1L Check.maxSteps s)
        |> Result.map (fun () -> advanceBy trajectory l s)
