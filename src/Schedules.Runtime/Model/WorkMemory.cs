namespace Schedules.Runtime;

/// <summary>Knowledge of the adjoint dependencies in the model's WORK.</summary>
/// <param name="model">The model.</param>
/// <param name="profiler">Which does not count the time that it takes to forget.</param>
internal sealed class WorkMemory(IAdjointModel model, Profiler profiler)
{
    private bool holds;

    /// <summary>The model has been told to take dependencies into WORK.</summary>
    public void Fill() => holds = true;

    /// <summary>Has the model forget its dependencies, if there are any.</summary>
    public void Clear()
    {
        if (!holds)
            return;
        model.ClearDependencies();
        profiler.Break();
        holds = false;
    }
}
