using Schedules.Interop;

namespace Schedules.Runtime;

// A run whose schedule is chosen here.
public sealed partial class CheckpointExecutor
{
    /// <summary>The schedule that <see cref="Auto"/> has chosen, and why; null if it was given, or
    /// is that of a run that goes on.</summary>
    public AutoChoice? Choice { get; private init; }

    /// <summary>
    /// A run through the schedule that is predicted to be the fastest within some room. Measured
    /// are steps of the model, forward and recorded ones at its beginning and adjoint ones at its
    /// end, and a few checkpoints on each level; a forward that takes more than a minute to the end
    /// is not gone through for that, and an adjoint step taken as two forward steps. With
    /// <see cref="RunOptions.Machine"/> nothing is measured. The model is then where it was before:
    /// its <see cref="IAdjointModel.BeginForward"/> has been called, and its restart data are the
    /// same bits. Where the journal has a run that goes on, its schedule is taken.
    /// </summary>
    /// <param name="model">The model, which knows its number of steps, and implements
    /// <see cref="IAdjointModel.BeginForward"/>.</param>
    /// <param name="budgets">Bytes of each level, RAM first, for forward data, buffers and adjoint states; a level that is not
    /// named, or has 0, is not used.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <param name="cancellation">Asked between steps, while it measures.</param>
    /// <returns>A run that has not begun, with its <see cref="Choice"/>.</returns>
    /// <exception cref="ArgumentException">The model does not know its number of steps, no adjoint
    /// calculation is wanted, the group has many ranks, there is no budget for RAM, or nothing fits
    /// into the budgets.</exception>
    /// <exception cref="InvalidOperationException">The model cannot be put back to where it was, or
    /// does not do as it was told.</exception>
    /// <remarks>Throws as the constructor, and as <see cref="Run"/>, too.</remarks>
    public static CheckpointExecutor Auto(
        IAdjointModel model,
        IReadOnlyList<double> budgets,
        RunOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(budgets);
        options ??= new RunOptions();
        if (options.Group is { Size: > 1 })
            throw new ArgumentException(
                "the options have a group of many ranks, each of which would measure something else: measure on one, and give all the "
                    + "schedule that it has chosen",
                nameof(options)
            );
        if (AutoRun.ScheduleOfJournal(options) is { } goesOn)
            return new(model, goesOn, options);
        var choice = AutoRun.Choose(model, budgets, options, cancellation);
        return new(model, choice.Chosen.Build(), options with { Machine = choice.Machine }) { Choice = choice };
    }
}
