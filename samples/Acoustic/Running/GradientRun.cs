using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>Runs a model through a schedule.</summary>
public static class GradientRun
{
    // So that ranks which are cancelled stop soon, before the launcher ends them.
    private const int StepsPerMeeting = 64;

    /// <summary>Runs the forward and one adjoint calculation (none, if none is
    /// permitted), on the ranks of the model together.</summary>
    /// <param name="model">A model that stands at the start.</param>
    /// <param name="schedule">Any schedule; an online one is told the number of steps when the model gets there.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static GradientReport Compute(
        AcousticModel model,
        CheckpointSchedule schedule,
        GradientOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schedule);
        options ??= new GradientOptions();
        model.AfterStep = options.AfterStep;
        var journal = options.Journal is { } directory ? new JournalOptions(directory) : null;
        using var executor = new CheckpointExecutor(
            model,
            schedule,
            new RunOptions
            {
                Directory = options.Directory,
                Journal = journal,
                Progress = options.Progress,
                Group = model.Group,
                Slice = model.Group is null ? null : StepsPerMeeting,
            }
        );
        var profile = executor.Run(options.Cancellation);
        long Peak(bool inMemory) =>
            schedule
                .Storages.Where(storage => inMemory ? storage == Storage.Ram : storage > Storage.Ram)
                .Sum(storage => executor.Usage(storage).PeakBytes);
        return new GradientReport(profile, Peak(inMemory: true), Peak(inMemory: false));
    }
}
