using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// A functional and its gradient at one control after another, under one schedule: for a minimiser,
/// for Gauss–Newton, for ensembles. Threads, buffers and stores stay from one evaluation to the
/// next, and after the first nothing is allocated but by the model, and by a schedule that does not
/// know its number of steps. For one thread at a time.
/// </summary>
/// <remarks>
/// <para>
/// With <see cref="RunOptions.Journal"/>, complete evaluations are written to its directory, and
/// answered from there when the same bits are asked for: a minimiser that is killed and started
/// again comes to the same iterates, and computes only what it had not. So the
/// <see cref="IAdjointModel.Identity"/> of the model names all that changes value or gradient but
/// the control, the data that the functional is made with included. Each evaluation is then a
/// run of its own, with a journal of its own, and goes on where it was: what is allocated for it
/// does not depend on the size of the data, and an answer allocates nothing but what the model does
/// to say what it is. <see cref="Complete"/> removes all that.
/// </para>
/// <para>
/// Refused is what would be a wrong gradient: a model that is not put at its start, a control that
/// changes while it is evaluated, a gradient that is not written or is summed up onto that of
/// before, which is filled with NaN.
/// </para>
/// </remarks>
public sealed partial class GradientLoop : IDisposable
{
    private readonly IAdjointModel model;
    private readonly CheckpointSchedule schedule;
    private readonly double[] control;
    private readonly Func<double> objective;
    private readonly double[] gradient;
    private readonly RunOptions options;
    private readonly EvaluationLog? log;
    private readonly EvaluationHash hash = new();

    /// <summary>Where checkpoints are rounded, what changes the bits of the result beside the model
    /// and the control.</summary>
    private readonly string rounding;
    private readonly long since = Stopwatch.GetTimestamp();

    /// <summary>The control that is evaluated.</summary>
    private readonly double[] present;
    private double value;

    private CheckpointExecutor? executor;
    private EvaluationKey key;
    private bool hasValue;
    private bool running;
    private bool disposed;

    /// <summary>A loop.</summary>
    /// <param name="model">The model: its <see cref="IAdjointModel.BeginForward"/> starts from the numbers in <paramref name="control"/>. It
    /// is this loop's until another run begins with it.</param>
    /// <param name="schedule">Any schedule with an adjoint.</param>
    /// <param name="control">The control of the model, which is set for each evaluation.</param>
    /// <param name="objective">The functional J, asked for when the forward has come to its end, before the adjoint.</param>
    /// <param name="gradient">The gradient of J by the control, when the adjoint has come to its end: as many numbers.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="ArgumentException">The control is empty or the gradient itself, or has
    /// another number of numbers; the schedule is for another number of steps or permits no
    /// adjoint; the options want none, or have a group of many ranks, or a journal and a rank; or
    /// there is a journal, and the model has no <see cref="IAdjointModel.Identity"/>.</exception>
    /// <exception cref="InvalidOperationException">The model does not implement
    /// <see cref="IAdjointModel.BeginForward"/>.</exception>
    /// <exception cref="JournalException">There is a journal, and it cannot be used or is not as it
    /// was written.</exception>
    public GradientLoop(
        IAdjointModel model,
        CheckpointSchedule schedule,
        double[] control,
        Func<double> objective,
        double[] gradient,
        RunOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(gradient);
        options ??= new();
        Check(schedule, control, gradient, options);
        (this.model, this.schedule, this.control) = (model, schedule, control);
        (this.objective, this.gradient, this.options) = (objective, gradient, options);
        rounding = options.Precision == StoredPrecision.Exact ? "" : $"\n{options.Precision} {schedule.ToJson()}";
        present = new double[control.Length];
        // What it refuses is refused here, before anything is on disk.
        executor = NewExecutor();
        ModelUse.Begin(model, repeats: true);
        if (options.Journal is not { } journal)
            return;
        executor.Dispose();
        _ = ModelSignature.IdentityOf(model);
        log = new EvaluationLog(journal.Directory, control.Length);
    }

    /// <summary>Evaluations that have been computed here.</summary>
    public long Computed { get; private set; }

    /// <summary>Evaluations that have been answered by the journal. Without one each is
    /// computed, also at the same control again: the data may be others by now, and nobody
    /// has said so.</summary>
    public long Answered { get; private set; }

    /// <summary>Counts and times: of all evaluations so far or, with a journal, of the last that
    /// was computed; null before the first.</summary>
    public RunProfile? Profile => Computed > 0 ? executor?.Profile : null;

    /// <summary>Findings, if the last evaluation that was computed has gone on
    /// after a crash.</summary>
    public Recovery? Recovery { get; private set; }

    /// <summary>Bytes and counts of the store of a level, as in
    /// <see cref="CheckpointExecutor.Usage"/>.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public StoreUsage Usage(Storage level) => executor?.Usage(level) ?? default;

    /// <summary>The functional and its gradient at a control.</summary>
    /// <param name="at">The control, of as many numbers as that of the model, which is set to it.</param>
    /// <param name="cancellation">Asked between steps. What was cancelled is begun anew when it is asked for again or, with a journal, goes
    /// on.</param>
    /// <returns>The value; the gradient is in the array that was named.</returns>
    /// <exception cref="ArgumentException">It has another number of numbers.</exception>
    /// <exception cref="InvalidOperationException">The model is not put at its start, or does not
    /// do as it is told; the control has changed while it was evaluated; a number of the gradient
    /// is NaN and the value is not.</exception>
    /// <remarks>Throws as <see cref="CheckpointExecutor.Run"/>, too; the next evaluation begins
    /// anew.</remarks>
    public double Evaluate(ReadOnlySpan<double> at, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (at.Length != control.Length)
            throw new ArgumentException(
                $"it has {at.Length} numbers, the control of the model {control.Length}; allowed: as many",
                nameof(at)
            );
        if (running)
            throw new InvalidOperationException("an evaluation is going on: another cannot begin from within");
        running = true;
        try
        {
            at.CopyTo(present);
            present.CopyTo(control, 0);
            if (log is null)
                Compute(cancellation);
            else
                AnswerOrCompute(log, cancellation);
            return value;
        }
        finally
        {
            running = false;
        }
    }

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{double}, CancellationToken)"/>
    /// <param name="at">The control, of as many numbers as that of the model, which is set to it.</param>
    /// <param name="result">Becomes the gradient: of as many numbers.</param>
    /// <param name="cancellation">Asked between steps.</param>
    /// <returns>The value.</returns>
    public double Evaluate(ReadOnlySpan<double> at, Span<double> result, CancellationToken cancellation = default)
    {
        if (result.Length != gradient.Length)
            throw new ArgumentException(
                $"it has {result.Length} numbers, the gradient {gradient.Length}; allowed: as many",
                nameof(result)
            );
        Evaluate(at, cancellation);
        gradient.CopyTo(result);
        return value;
    }

    /// <summary>Ends the loop, and removes its journal: the result has been taken.</summary>
    /// <exception cref="JournalException">It cannot be removed.</exception>
    public void Complete()
    {
        CheckNotRunning();
        executor?.Dispose();
        log?.Remove();
        Dispose();
    }

    /// <summary>Ends the loop. A journal stays, for a loop that is to go on with it.</summary>
    public void Dispose()
    {
        CheckNotRunning();
        if (disposed)
            return;
        disposed = true;
        executor?.Dispose();
        log?.Dispose();
        hash.Dispose();
    }

    private void CheckNotRunning()
    {
        if (running)
            throw new InvalidOperationException("an evaluation is going on: the loop cannot be ended from within");
    }

    private static void Check(CheckpointSchedule schedule, double[] control, double[] gradient, RunOptions options)
    {
        if (control.Length == 0)
            throw new ArgumentException("the control is empty; allowed: at least one number", nameof(control));
        if (gradient.Length != control.Length)
            throw new ArgumentException(
                $"the gradient has {gradient.Length} numbers, the control {control.Length}; allowed: as many",
                nameof(gradient)
            );
        if (ReferenceEquals(gradient, control))
            throw new ArgumentException("the gradient and the control are one array", nameof(gradient));
        if (schedule.Adjoints == 0)
            throw new ArgumentException("the schedule permits no adjoint: give another family", nameof(schedule));
        if (options.Group is { Size: > 1 })
            throw new ArgumentException(
                "the options have a group of many ranks, and a loop is for one: make an executor for each evaluation",
                nameof(options)
            );
        if (options.Adjoints == 0)
            throw new ArgumentException("no adjoint is wanted (Adjoints is 0); allowed: at least 1", nameof(options));
        if (options is { Journal: not null, Rank: not null })
            throw new ArgumentException(
                "there is no journal of a loop that has a rank: one process might have an evaluation that another has not",
                nameof(options)
            );
    }
}
