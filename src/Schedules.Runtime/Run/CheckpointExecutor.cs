using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Runs a model through a schedule. Each action is judged by the referee before the model sees it,
/// so that a wrong stream, or a store that loses data, fails there and not as a wrong gradient.
/// Broken off by a store or by cancellation, a run stands where it stood, and goes on when it is
/// started again. For one thread at a time.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class CheckpointExecutor : IDisposable
{
    private enum ExecutorState
    {
        /// <summary>There is no current action.</summary>
        Idle,

        /// <summary>The current action has been taken from the source, and has not
        /// been judged.</summary>
        Fetched,

        /// <summary>The current action has been judged, and has not been carried out
        /// to its end.</summary>
        Executing,

        /// <summary>The current action has been carried out, and has not been recorded.</summary>
        Executed,

        /// <summary>There are no more actions.</summary>
        Exhausted,
    }

    private readonly IAdjointModel model;
    private readonly RunOptions options;
    private readonly Agreement? agreement;
    private RunStart start;
    private Judge judge;
    private readonly ActionExecutor actions;
    private Prefetcher prefetcher;
    private readonly Profiler profiler = new();
    private readonly ProgressReport progress;
    private readonly Action pause;
    private readonly Action pauseReverse;
    private ModelUse? use;
    private RawAction current;
    private KeptCheckpoint kept;
    private ExecutorState state;
    private CancellationToken cancellation;
    private bool cancelled;
    private bool broken;
    private bool running;
    private bool disposed;

    /// <summary>Adjoint calculations completed before those that the judge knows of.</summary>
    private long completedBefore;

    /// <summary>Whether a call that came to the end has returned: another <see cref="Run"/> would
    /// give the result of before.</summary>
    private bool taken;
    private long index = -1;

    /// <summary>The number of adjoint calculations that are to be complete when
    /// <see cref="RunReverse"/> returns: kept when it is broken off, perhaps by what a store does
    /// after the last action, so that the same one is ended when it is called again.</summary>
    private long? reversing;

    /// <summary>Whether the forward is to have come to its end when <see cref="RunForward"/>
    /// returns, and all that it keeps to be written: as <see cref="reversing"/>.</summary>
    private bool sweeping;

    /// <summary>A run of a model through a schedule, or what remains of one if there is a
    /// journal of it.</summary>
    /// <param name="model">The model: at the start of step 0, or one that <see cref="IAdjointModel.BeginForward"/> puts
    /// there. It is this run's until another one begins with it.</param>
    /// <param name="schedule">Any schedule; an online one is told the number of steps when the model gets there.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="GroupException">Another rank of the <see cref="RunOptions.Group"/> has
    /// failed, or they do not run the same.</exception>
    /// <exception cref="ArgumentException">The schedule is for another number of steps, or
    /// permits fewer adjoint calculations; or there is to be a journal, and the model has no
    /// <see cref="IAdjointModel.Identity"/>; or the schedule is stiffly accurate, and the
    /// model is not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has no steps, or gives a size that
    /// cannot be.</exception>
    /// <exception cref="JournalException">There is a journal, here or on another rank, and it is not
    /// of this run or cannot be read.</exception>
    /// <exception cref="CheckpointStoreException">A run is to begin or go on in a store that fails:
    /// another can be made once the cause has been removed.</exception>
    /// <exception cref="InvalidOperationException">There is a journal, and the schedule has a
    /// policy of one's own, or the model cannot be put at the start of step 0, or does not write
    /// and read as much as it says.</exception>
    /// <exception cref="NotSupportedException">There is a journal, and one checkpoint of the model
    /// is too large.</exception>
    /// <remarks>What the model throws when a run is resumed comes out as it is.</remarks>
    public CheckpointExecutor(IAdjointModel model, CheckpointSchedule schedule, RunOptions? options = null)
        : this(
            model,
            options ?? new RunOptions(),
            () => schedule is { HasSpec: true } ? schedule.ToJson() : $"{schedule?.Name}",
            group => RunStarter.Of(model, schedule!, Ranked(options), group)
        ) { }

    /// <summary>A run of a model through somebody's own stream of actions.</summary>
    /// <param name="model">The model, at the start of step 0.</param>
    /// <param name="actions">The actions, up to the end of the last adjoint calculation; each is asked for when the one before
    /// has been carried out.</param>
    /// <param name="referee">What the referee is to be told of them.</param>
    /// <param name="options">How to run, where it is not the usual way. There is no journal of such a run, and no adjoint
    /// calculations but those of the stream.</param>
    /// <exception cref="ArgumentException">The options have a journal, the numbers of steps differ,
    /// or the stream is stiffly accurate and the model is not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has no steps, or gives a size that
    /// cannot be.</exception>
    public CheckpointExecutor(
        IAdjointModel model,
        IEnumerable<CheckpointAction> actions,
        RefereeOptions referee,
        RunOptions? options = null
    )
        : this(
            model,
            options ?? new RunOptions(),
            () => $"a stream for {referee?.Steps?.ToString() ?? "unknown"} steps",
            _ => RunStarter.Of(model, actions, referee!, Ranked(options))
        ) { }

    private CheckpointExecutor(
        IAdjointModel model,
        RunOptions options,
        Func<string> name,
        Func<Agreement?, RunStart> begin
    )
    {
        agreement = Agreement.Of(options.Group);
        try
        {
            ArgumentNullException.ThrowIfNull(model);
            if (agreement is not null)
                CheckSame(agreement, model, options, name());
            CheckAtLeast(1, model.RestartBytes(0), nameof(model.RestartBytes));
            CheckAtLeast(0, model.DependencyBytes(0), nameof(model.DependencyBytes));
            CheckAtLeast(1, model.AdjointCount, nameof(model.AdjointCount));
            if (model is IAdjointState adjoint)
                CheckAtLeast(1, adjoint.AdjointBytes(0), nameof(adjoint.AdjointBytes));
            (this.model, this.options) = (model, options);
            var since = Stopwatch.GetTimestamp();
            start = begin(agreement);
            profiler.Chains =
                start.Schedule is not null
                && agreement is null
                && options is { BeforeAction: null, AfterAction: null, Progress: null, Journal: null };
            (judge, use) = (start.Judge, start.Use);
            completedBefore = start.Recovery?.Completed ?? 0;
            deadline = options.StopAfter is { } time ? new Deadline(time, since) : null;
            pause = PauseForward;
            pauseReverse = PauseReverse;
            actions = new ActionExecutor(
                model,
                start.Levels,
                profiler,
                () => index + sequenceBase + (start.Journal?.SequenceBase ?? 0),
                start.Adjoints,
                options.Slice,
                options.CheckReplays,
                options.Precision
            );
            prefetcher = LookAhead();
            progress = new ProgressReport(options, profiler);
            Expect(judge.Steps ?? model.Steps);
            foreach (var (step, sum) in start.Checksums)
                actions.Recall(step, sum);
            if (start.Recovery is { Reversed: > 0 })
                actions.ResumeAdjoint();
            if (start.IsComplete)
                state = ExecutorState.Exhausted;
            UpdateKeepOnDispose();
            if (agreement is not null)
            {
                if (start.Journal is { } journal)
                    journal.Meet = MeetOthers;
                _ = agreement.Any(false);
            }
        }
        catch (Exception own)
        {
            var agreed = agreement?.Tell(own, stops: false, breaks: true);
            Abandon();
            if (agreed is not null)
                throw agreed;
            throw;
        }
    }

    /// <summary>Findings, if this run goes on after a crash; null if it began at the
    /// beginning.</summary>
    public Recovery? Recovery => start.Recovery;

    /// <summary>Position of the forward after the last action; null if it has none, after
    /// dependencies have been read.</summary>
    public long? Forward => judge.Forward;

    /// <summary>Position of the adjoint; null while the number of steps is not known.</summary>
    public long? Adjoint => judge.Adjoint;

    /// <summary>The number of steps, once known.</summary>
    public long? Steps => judge.Steps;

    /// <summary>Adjoint calculations completed.</summary>
    public long Completed => judge.Completed + completedBefore;

    /// <summary>Whether all has been done.</summary>
    public bool IsComplete => state == ExecutorState.Exhausted;

    /// <summary>One line for people: the schedule, and where forward and adjoint stand.</summary>
    public override string ToString()
    {
        string At(long? step) => step is { } at ? $"at {at}" : "nowhere";
        var name = start.Schedule?.ToString() ?? "a stream of actions";
        return IsComplete ? $"{name}; complete"
            : judge.IsInForwardPass ? $"{name}; forward {At(Forward)}"
            : $"{name}; forward {At(Forward)}, adjoint {At(Adjoint)}";
    }

    /// <summary>Bytes and counts of the store of a level.</summary>
    /// <param name="level">RAM, disk, or a slower level: zeros if the run has not come to name it.</param>
    public StoreUsage Usage(Storage level) => start.Levels.Find(level)?.Usage ?? default;

    /// <summary>Runs the forward and the adjoint calculations that are wanted, or what remains of
    /// them: nothing, if a run that is resumed turns out to be complete.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <exception cref="InvalidScheduleException">An action is not valid: the model has not
    /// seen it.</exception>
    /// <exception cref="CheckpointStoreException">A store failed; the run can be
    /// started again.</exception>
    /// <exception cref="GroupException">Another rank of the <see cref="RunOptions.Group"/> has
    /// failed.</exception>
    /// <exception cref="ReplayMismatchException">The forward does not come to the same
    /// state again.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and can be started again, as
    /// the program can, if there is a journal; or it has stopped before
    /// <see cref="RunOptions.StopAfter"/>, and the program can. If the inner exception is a
    /// <see cref="CheckpointStoreException"/>, a store does not come back.</exception>
    /// <exception cref="NotSupportedException">One checkpoint or the adjoint's state is
    /// too large.</exception>
    /// <exception cref="OverflowException">A double is not within the range of
    /// <see cref="RunOptions.Precision"/>.</exception>
    /// <exception cref="InvalidOperationException">The run is complete, or has failed before, or
    /// the model does not do as it was told, or another run has begun with it.</exception>
    public RunProfile Run(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (taken)
            throw new InvalidOperationException(
                "the run is complete, and its result is of the control that it began with: its profile is in Profile, and another run "
                    + "needs another executor"
            );
        RunUntil(null, cancellation);
        return Profile;
    }

    /// <summary>Runs the forward to its end, and nothing of the adjoint; nothing, if the forward
    /// has got there.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <remarks>Throws as <see cref="Run"/>.</remarks>
    public void RunForward(CancellationToken cancellation = default)
    {
        sweeping |= judge.IsInForwardPass;
        if (!sweeping)
            return;
        RunUntil(ActionKind.EndForward, cancellation);
        sweeping = false;
    }

    /// <summary>Runs one adjoint calculation, the forward before it if it has not got
    /// to its end.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <returns>False if all of them were complete before.</returns>
    /// <remarks>Throws as <see cref="Run"/>.</remarks>
    public bool RunReverse(CancellationToken cancellation = default)
    {
        reversing ??= Completed + 1;
        RunUntil(ActionKind.EndReverse, cancellation);
        var done = Completed >= reversing;
        reversing = null;
        return done;
    }

    private Prefetcher LookAhead() =>
        new(start.Source.Fork, start.Levels, judge, options.LookAhead, start.Adjoints - completedBefore);

    private static void CheckAtLeast(long least, long value, string name)
    {
        if (value < least)
            throw new ArgumentOutOfRangeException("model", value, $"{name} is {value}; allowed: at least {least}");
    }
}
