namespace Schedules.Runtime;

/// <summary>Knowledge of the adjoint dependencies in the model's WORK.</summary>
internal sealed class WorkMemory(IAdjointModel model)
{
    private bool holds;

    /// <summary>The model has been told to take dependencies into WORK.</summary>
    public void Fill() => holds = true;

    /// <summary>Has the model forget its dependencies, if there are any.</summary>
    public void Clear()
    {
        if (holds)
            model.ClearDependencies();
        holds = false;
    }
}
