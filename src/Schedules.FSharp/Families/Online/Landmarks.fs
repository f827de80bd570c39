namespace Schedules.FSharp

/// Sweeps that aim at a repetition number r. The longest calculation that c slots reverse with r
/// repetitions has β(c, r) steps, and one way to place its checkpoints: at the sums of β(c, r-1),
/// β(c-1, r-1), … , its *landmarks*. So each landmark is kept when the forward gets there, and
/// stays; in between, whatever costs the fewest forward steps at the next length is done. The aim
/// rises at β(c, r) steps, which is where the first landmark of r + 1 lies.
[<RequireQualifiedAccess>]
module internal Landmarks =
    /// A sum of two lengths, capped.
    let private plus (first: int64) (second: int64) : int64 =
        if first > System.Int64.MaxValue - second then
            System.Int64.MaxValue
        else
            first + second

    /// Which of the steps held are landmarks of r, and where the next landmark lies, or the
    /// end of the range of r.
    let private find (r: int64) (held: int64[]) : struct (bool[] * int64) =
        let slots = held.Length
        let latest = held[slots - 1]
        let isLandmark: bool[] = Array.zeroCreate slots
        let mutable landmark = 0L
        let mutable index = 0
        let mutable position = 0

        while landmark <= latest && position < slots do
            while held[index] < landmark do
                index <- index + 1

            isLandmark[index] <- held[index] = landmark
            landmark <- plus landmark (Binomial.capped (int64 (slots - position)) (r - 1L))
            position <- position + 1

        struct (isLandmark,
                (if position < slots then
                     landmark
                 else
                     Binomial.capped (int64 slots) r))

    /// Aims at the repetition numbers `first` … `last` (2 at least) in turn, then
    /// goes on as Dynamic does.
    let start (first: int64) (last: int64) (slots: int64) : OnlineState =
        let rec full (r: int64) (dropped: int64) (held: int64[]) : OnlineState =
            let struct (isLandmark, next) = find r held

            let change =
                Fewest.change held (fun i -> not isLandmark[i]) (held[held.Length - 1] + 1L) next

            let range = Binomial.capped slots r

            let go () : OnlineState =
                if change.At < range then
                    full r held[change.Index] (Fewest.apply change held)
                elif r < last then
                    // The landmarks of r are none of r + 1.
                    let change = Fewest.change held (fun _ -> true) range range
                    full (r + 1L) held[change.Index] (Fewest.apply change held)
                else
                    (Dynamic.from dropped held r range).Next()

            Fewest.placement held dropped change.At go

        if slots = 1L then
            OnlineState.initial
        else
            OnlineState.filling slots (fun () -> full first Step.none [| 0L .. slots - 1L |])
