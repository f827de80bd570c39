namespace Schedules.FSharp

/// Writes and reads, by a binomial schedule, of each position of its stack of checkpoints,
/// without running it.
///
/// Let l = β(s, r-1) + m steps be reversed with s slots and repetition number r. Every trajectory
/// splits off parts of two kinds, whose size depends on (s, r) alone, and one rest that carries
/// what is special about l:
/// - *exact* parts of β(s, r) steps: read r times, their right parts are exact with s-1 slots, one for each r' = 1 … r;
/// - *pairs* of β(s, r-1) + β(s-1, r-1) steps: read r times, their right parts are pairs with s-1 slots, for r' = 2 … r.
/// So a position is described by how many exact parts and pairs of each r start there, and one
/// rest. The work is O(s·r), whatever l; the same counts as Stumm & Walther (2009), §3, doi
/// 10.1137/080718036, for any trajectory.
[<RequireQualifiedAccess>]
module internal Traffic =
    /// Traffic at one position while a segment of rest is reversed from there.
    [<Struct>]
    type private Split =
        {
            Reads: int64
            /// Exact parts that start at the next position: one for each r' in this closed range.
            ExactFrom: int64
            ExactTo: int64
            /// Pairs that start at the next position.
            PairFrom: int64
            PairTo: int64
            /// The rest that goes on at the next position.
            Rest: int64
        }

    let private exactOnly reads last rest : Split =
        { Reads = reads
          ExactFrom = 1L
          ExactTo = last
          PairFrom = 1L
          PairTo = 0L
          Rest = rest }

    /// The advance moves the rest up or leaves an exact part below: either way the same parts, in
    /// another order.
    let private largest r m : Split = exactOnly r (r - 1L) m

    /// While m ≤ β(s-1, r-2) the rest stays below and r falls; then a pair is below and the rest
    /// above. While q = m - β(s-1, r-1) is in 1 … β(s-2, r-1) a pair is above and r falls; then an
    /// exact part is below.
    let private maximum s r m : Split =
        if m <= Binomial.capped (s - 1L) (r - 1L) then
            let low = min r (Binomial.repetitions m (s - 1L) + 1L)

            { Reads = r
              ExactFrom = low
              ExactTo = r - 1L
              PairFrom = 2L
              PairTo = low - 1L
              Rest =
                if low = 1L then
                    m
                else
                    m + Binomial.capped (s - 2L) (low - 1L) }
        else
            let q = m - Binomial.capped (s - 1L) (r - 1L)
            let low = max 1L (min r (Binomial.repetitions q (s - 2L)))

            { exactOnly r (low - 1L) (q + Binomial.capped (s - 1L) (low - 1L)) with
                PairFrom = low + 1L
                PairTo = r }

    /// A pair is above and r falls while -β(s-1, r-2) < q < β(s-2, r-1); then an exact part is
    /// below.
    let private revolve s r m : Split =
        let q = m - Binomial.capped (s - 1L) (r - 1L)

        let low =
            if q < 0L then
                min r (Binomial.repetitions (1L - q) (s - 1L) + 1L)
            elif q = 0L then
                1L
            elif s = 2L then
                r
            else
                min r (Binomial.repetitions (q + 1L) (s - 2L))

        let above = q + Binomial.capped (s - 1L) (low - 1L)

        let below =
            if low > 1L && above <= Binomial.capped (s - 2L) (low - 1L) then
                exactOnly (r - 1L) (low - 2L) (above + Binomial.capped (s - 1L) (low - 1L))
            else
                exactOnly r (low - 1L) above

        { below with
            PairFrom = low + 1L
            PairTo = r }

    let private split (trajectory: Trajectory) (l: int64) (s: int64) : Split =
        if s = 1L then
            exactOnly (l - 1L) 0L 1L
        else
            let r = Binomial.repetitions l s
            let m = l - Binomial.capped s (r - 1L)

            match trajectory with
            | _ when r = 1L -> exactOnly 1L 0L (l - 1L)
            | Trajectory.Largest -> largest r m
            | Trajectory.Maximum -> maximum s r m
            | Trajectory.Revolve -> revolve s r m

    let private add (parts: int64[]) (first: int64) (last: int64) : unit =
        for r in first..last do
            parts[int r] <- parts[int r] + 1L

    /// Replaces parts by their right parts: one for each r' from `lowest` to the r of the part.
    let private descend (parts: int64[]) (lowest: int) : unit =
        let mutable sum = 0L

        for r in parts.Length - 1 .. -1 .. 1 do
            sum <- sum + parts[r]
            parts[r] <- if r >= lowest then sum else 0L

    let private length (first: int64) (last: int64) : int64 = max 0L (last - first + 1L)
    let private sum (first: int64) (last: int64) : int64 = length first last * (first + last) / 2L

    /// Folds over the positions 0, 1, … of the stack, as deep as it grows while l ≥ 1 steps are
    /// reversed with s slots: `folder state position writes reads`. The last read of each
    /// checkpoint, which moves it, is one of the reads.
    let fold
        (folder: 'State -> int -> int64 -> int64 -> 'State)
        (state: 'State)
        (trajectory: Trajectory)
        (l: int64)
        (s: int64)
        : 'State =
        let depth = int (min s (l - 1L))
        // With two slots all parts start at the last position, where only their sums matter; r may
        // then be in the billions.
        let size =
            if depth < 3 then
                0
            else
                int (Binomial.repetitions l (int64 depth)) + 1

        let exact: int64[] = Array.zeroCreate size
        let pairs: int64[] = Array.zeroCreate size
        let mutable state = state
        let mutable rest = l
        let mutable writes = 0L
        let mutable reads = 0L

        for p in 0 .. depth - 1 do
            for r in 1 .. size - 1 do
                writes <- writes + exact[r] + pairs[r]
                reads <- reads + int64 r * (exact[r] + pairs[r])

            descend exact 1
            descend pairs 2
            let mutable nextWrites = 0L
            let mutable nextReads = 0L

            if rest > 1L then
                let parts = split trajectory rest (int64 (depth - p))
                writes <- writes + 1L
                reads <- reads + parts.Reads
                rest <- parts.Rest

                if p + 2 < depth then
                    add exact parts.ExactFrom parts.ExactTo
                    add pairs parts.PairFrom parts.PairTo
                else
                    // At the last position parts have no right parts that are kept: their sums are
                    // enough.
                    nextWrites <- length parts.ExactFrom parts.ExactTo + length parts.PairFrom parts.PairTo
                    nextReads <- sum parts.ExactFrom parts.ExactTo + sum parts.PairFrom parts.PairTo

            state <- folder state p writes reads
            writes <- nextWrites
            reads <- nextReads

        state
