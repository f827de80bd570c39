using System.Runtime.CompilerServices;

namespace Schedules.Runtime;

/// <summary>The use that one run makes of a model. A model stands at one step: the run that has begun last with it has it, and
/// a run that has lost it to another does not go on.</summary>
internal sealed class ModelUse
{
    private static readonly ConditionalWeakTable<object, ModelUse> Latest = [];

    private readonly object key;

    private ModelUse(object key) => this.key = key;

    /// <summary>A run begins: its model stands at the start of step 0, with nothing recorded.</summary>
    /// <exception cref="InvalidOperationException">The model has served for a run, and cannot be put there.</exception>
    public static ModelUse Begin(IAdjointModel model)
    {
        var use = new ModelUse(model is OperatorModel operators ? operators.Forward : model);
        if (!model.BeginForward() && Latest.TryGetValue(use.key, out _))
            throw new InvalidOperationException(
                "a run has begun with this model before, and it does not implement BeginForward, which would put it at the start of "
                    + "step 0 again: implement it, or make a new model for each run"
            );
        model.ClearDependencies();
        Latest.AddOrUpdate(use.key, use);
        return use;
    }

    /// <summary>The run goes on.</summary>
    /// <exception cref="InvalidOperationException">Another one has begun with the same model.</exception>
    public void Check()
    {
        if (!Latest.TryGetValue(key, out var latest) || latest != this)
            throw new InvalidOperationException(
                "another run has begun with the model of this one, which does not stand where it stood: begin a new run"
            );
    }

    /// <summary>The run has not begun after all.</summary>
    public void Release()
    {
        if (Latest.TryGetValue(key, out var latest) && latest == this)
            Latest.Remove(key);
    }
}
