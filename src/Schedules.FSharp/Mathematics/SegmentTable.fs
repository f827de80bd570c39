namespace Schedules.FSharp

/// The lengths of segments that are least in time when a channel writes and reads the disk beside
/// the computation: one transfer at a time, each segment reversed in RAM. With t(L) for the forward
/// steps that do not record, rev(L) = uf·t(L) + L·ub. A segment is swept in L·uf while its start is
/// written in w, and reversed in rev(L) while the start of the one before it is read in r:
///
/// - the first takes max(L·uf, w) + rev(L),
/// - one in the middle max(L·uf, w) + max(rev(L), r),
/// - the last, of which nothing is written, max(rev(L), r).
[<NoComparison; NoEquality>]
type internal SegmentTable =
    private
        {
            Seconds: float
            FirstAdvance: int
            /// By the steps that are left behind the first segment: 0 where the last one begins.
            Advances: int[]
        }

    /// The least time.
    member this.Least: float = this.Seconds

    /// Steps of the first segment; 0 if the disk is not used.
    member this.First: int64 = int64 this.FirstAdvance

    /// Steps of the segment that begins with so many left, behind the first; 0 if it is the last.
    member this.Next(left: int64) : int64 = int64 this.Advances[int left]

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal SegmentTable =
    /// No segment but the last is longer. From `hidden` steps on both transfers are hidden; of a
    /// segment of twice as many or more, parts take no longer, since t(a + b) ≥ t(a) + t(b).
    let longest (steps: int64) (uf: float) (write: float) (read: float) (reverse: int64 -> float) : int64 =
        let rec search (hidden: int64) : int64 =
            if hidden >= steps || (float hidden * uf >= write && reverse hidden >= read) then
                hidden
            else
                search (hidden + max 1L (hidden / 16L))

        min steps (2L * search 1L)

    /// For `steps` steps (at least 1), whose reversal in RAM takes uf·t(l) = `ram`[l - 1] beside ub.
    /// `tick` is called now and then.
    let create (tick: int -> unit) (steps: int64) (ram: float[]) (model: CostModel) : SegmentTable =
        let n = int steps
        let uf, write, read = model.Uf, model.Write 1, model.Read 1

        let reverse (l: int64) : float = ram[int (l - 1L)] + float l * model.Ub

        let most = int (longest steps uf write read reverse)

        let reversals =
            Array.init (most + 1) (fun l -> if l = 0 then 0.0 else reverse (int64 l))

        let middles =
            Array.init (most + 1) (fun l -> max (float l * uf) write + max reversals[l] read)

        let least: float[] = Array.zeroCreate (n + 1)
        let advances: int[] = Array.zeroCreate (n + 1)

        for l in 1..n do
            let mutable best = max (reverse (int64 l)) read
            let mutable chosen = 0

            for advance in 1 .. min most (l - 1) do
                let time = middles[advance] + least[l - advance]

                if time < best then
                    best <- time
                    chosen <- advance

            least[l] <- best
            advances[l] <- chosen

            if l % 4096 = 0 then
                tick l

        let mutable best = reverse steps
        let mutable first = 0

        for advance in 1 .. min most (n - 1) do
            let time = max (float advance * uf) write + reversals[advance] + least[n - advance]

            if time < best then
                best <- time
                first <- advance

        { Seconds = best
          FirstAdvance = first
          Advances = advances }
