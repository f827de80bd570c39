namespace Schedules.FSharp

open System

/// Checkpointing of a calculation of unknown length with a fixed number of slots, also known as
/// online or dynamic checkpointing: restart data are kept as the forward goes, some are dropped for
/// later ones, and wherever the calculation ends, it is reversed binomially from those held. Online, one adjoint.
///
/// R2, R3: Stumm & Walther (2010), doi 10.1137/080742439: checkpoints at β(c, r-1), β(c, r-1) +
/// β(c-1, r-1), … as in the optimal placement for β(c, r) steps, r = 2, 3. Between these the paper
/// has rules of its own; here the exact count of forward steps decides. Dynamic: Wang, Moin &
/// Iaccarino (2009), doi 10.1137/080727890. Hybrid: one after the other, in the literature too.
/// Greedy, and Landmarks, which combines both ideas for any r, are from here.
///
/// Properties, with c slots, l steps and t(l, c) the offline optimum (the tests say so). R2, R3,
/// Hybrid, Dynamic and Landmarks score t(l, c) at l = β(c, r), for every r ≥ 2 (R3: r ≥ 3). R2
/// scores at most t(l, c) + 1 up to β(c, 2), R3 t(l, c) + 4 up to β(c, 3). Dynamic repeats no
/// step more than min { r : β(c, r) ≥ l } times, at any l, but takes up to a quarter more steps
/// than the optimum. Greedy and Landmarks stay within 5 % of it from β(c, 2) on for c ≥ 5, and
/// on average within 1 %.
///
/// None knows its end, so that the way from the latest checkpoint to the end is gone over once more
/// than in the optimum: the forward steps are l + `score` + that way. Where a checkpoint is
/// dropped, the Forward of the one before it is gone past when it is read: the stricter reading of
/// the referee (`Limits.Strict`) does not hold.
[<RequireQualifiedAccess>]
module Online =
    let private start (policy: OnlinePolicy) (slots: int64) : OnlineState =
        match policy with
        | OnlinePolicy.R2 -> Landmarks.start 2L 2L slots
        | OnlinePolicy.R3 -> Landmarks.start 3L 3L slots
        | OnlinePolicy.Hybrid -> Landmarks.start 2L 3L slots
        | OnlinePolicy.Landmarks -> Landmarks.start 2L Int64.MaxValue slots
        | OnlinePolicy.Dynamic -> Dynamic.start slots
        | OnlinePolicy.Greedy -> Fewest.greedy slots

    let private family (policy: OnlinePolicy) : string =
        match policy with
        | OnlinePolicy.R2 -> "online, r = 2"
        | OnlinePolicy.R3 -> "online, r = 3"
        | OnlinePolicy.Hybrid -> "online, hybrid"
        | OnlinePolicy.Landmarks -> "online, landmarks"
        | OnlinePolicy.Dynamic -> "online, dynamic"
        | OnlinePolicy.Greedy -> "online, greedy"

    /// Writes, reads and deletes of the reversals of the segments: each starts by reading a
    /// checkpoint that the sweep wrote.
    let private addReversals
        trajectory
        (storage: Storage)
        (segments: struct (int64 * int64) list)
        (counts: Counts)
        : Counts =
        (counts, segments)
        ||> List.fold (fun counts (struct (steps, free)) ->
            if steps = 1L then
                Counts.touch storage 0L 1L 1L counts
            else
                counts
                |> Shared.addTraffic trajectory (fun _ -> storage) steps free
                |> Counts.touch storage -1L 1L 0L)

    let private predict
        (trajectory: Trajectory)
        (first: OnlineState)
        (slots: int64)
        (storage: Storage)
        (steps: int64)
        : Result<Counts, SpecError> =
        let struct (placement, kept) = OnlineState.atEnd steps first
        let held = placement.Held()
        let segments = OnlineScore.segments slots steps held
        let n = Int128.op_Implicit steps

        Shared.counts steps (n + n + OnlineScore.recomputed segments) n n
        |> Result.map (fun counts ->
            counts
            |> Counts.touch storage kept 0L (kept - int64 held.Length)
            |> addReversals trajectory storage segments)

    /// Some length up to `steps` makes the sweep drop a checkpoint: it has kept one more
    /// than there are slots.
    let private drops (first: OnlineState) (slots: int64) (steps: int64) : bool =
        let rec full (placement: OnlineState) (kept: int64) : int64 =
            if kept = slots then
                placement.Until
            else
                full (placement.Next()) (kept + 1L)

        slots < steps && full first 1L < steps

    /// Held checkpoints are examined slot by slot: with more, one would wait.
    let private mostSlots: int64 = 1L <<< 20

    /// As `schedule`, with the first advances of a trajectory when it is reversed.
    let along
        (trajectory: Trajectory)
        (policy: OnlinePolicy)
        (snapshots: int)
        (storage: Storage)
        : Result<Schedule, SpecError> =
        Check.range "snapshots" 1L mostSlots (int64 snapshots)
        |> Result.bind (fun () -> Check.level "storage" storage)
        |> Result.map (fun level ->
            let slots = int64 snapshots
            let first = start policy slots

            { Plan =
                { Plan.online
                      (AdaptiveSweep.create level slots first)
                      slots
                      (Shared.binomial trajectory (fun _ -> level)) with
                    AnyLength = true }
              Family = family policy
              Permitted = Adjoints.Times 1L
              Places =
                fun steps ->
                    let dropped =
                        match steps with
                        | ValueSome steps -> drops first slots steps
                        | ValueNone -> snapshots > 1

                    [ Storage.Work
                      storage
                      if dropped then
                          Storage.Nowhere ]
              Allowed =
                { Limits.none with
                    Levels = Map.ofList [ 0, 0L; 1, 0L ] |> Map.add level slots
                    WorkDependencies = 1L }
              Prediction = fun steps _ -> predict trajectory first slots storage steps })
        |> Result.map (Shared.madeFrom (Spec.Online(policy, snapshots, storage, trajectory)))

    /// The schedule with `snapshots` slots (1 to 2^20) in `storage` (RAM, disk or a level below), of
    /// the trajectory with the fewest writes. To predict what a known length takes, the sweep is
    /// gone through without its actions.
    let schedule (policy: OnlinePolicy) (snapshots: int) (storage: Storage) : Result<Schedule, SpecError> =
        along Trajectory.Maximum policy snapshots storage

    /// The extra forward steps that a calculation of `steps` (1 to 10^18) takes from the steps
    /// held, the earliest first, with so many slots: p_{q-1} + Σ t(p_{i+1} - p_i, slots - i), where
    /// p_q = steps. This is how the literature counts, as if the sweep had recorded the last step;
    /// it is never less than t(steps, slots). The error names `held` (0 comes first, and each is
    /// later than the one before, and before the end), `slots` (one each at least) or `steps`.
    let score (held: int64 list) (steps: int64) (slots: int) : Result<int64, SpecError> =
        let rec check (least: int64) (most: int64) (held: int64 list) : Result<int64, SpecError> =
            match held with
            | [] -> Ok(least - 1L)
            | step :: later ->
                Check.range "held" least most step |> Result.bind (fun () -> check (step + 1L) (steps - 1L) later)

        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "slots" (max 1L (int64 held.Length)) slots)
        |> Result.bind (fun () -> check 0L 0L (if held.IsEmpty then [ -1L ] else held))
        |> Result.bind (fun latest ->
            let extra =
                OnlineScore.segments (int64 slots) steps (List.rev held) |> OnlineScore.recomputed

            Shared.counts steps (Int128.op_Implicit latest + extra) Int128.Zero Int128.Zero)
        |> Result.map _.ForwardSteps
