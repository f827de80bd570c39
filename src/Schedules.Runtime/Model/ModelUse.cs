using System.Runtime.CompilerServices;

namespace Schedules.Runtime;

/// <summary>The use that one run makes of a model. A model stands at one step: the run that has
/// begun last with it has it, and a run that has lost it to another does not go on.</summary>
internal sealed class ModelUse
{
    private static readonly ConditionalWeakTable<object, ModelUse> Latest = [];

    private readonly object key;
    private readonly IAdjointModel model;
    private readonly string? identity;

    private ModelUse(IAdjointModel model)
    {
        this.model = model;
        key = model is OperatorModel operators ? operators.Forward : model;
        identity = model.Identity;
    }

    /// <summary>A run begins: its model stands at the start of step 0, with
    /// nothing recorded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="repeats">Whether other runs will follow.</param>
    /// <exception cref="InvalidOperationException">The model has served for a run or is to serve
    /// for many, and cannot be put there.</exception>
    public static ModelUse Begin(IAdjointModel model, bool repeats = false)
    {
        var use = new ModelUse(model);
        if (!model.BeginForward() && (repeats || Latest.TryGetValue(use.key, out _)))
            throw new InvalidOperationException(
                (repeats ? "many runs are to begin with this model" : "a run has begun with this model before")
                    + ", and it does not implement BeginForward, which would put it at the start of step 0 again: implement it"
                    + (repeats ? "" : ", or make a new model for each run")
            );
        model.ClearDependencies();
        Latest.AddOrUpdate(use.key, use);
        return use;
    }

    /// <summary>The run goes on.</summary>
    /// <exception cref="InvalidOperationException">Another one has begun with the same model, or
    /// the model is not the one any more that it began with.</exception>
    public void Check()
    {
        if (model.Identity != identity)
            throw new InvalidOperationException(
                $"the Identity of the model was \"{identity}\" when its forward began, and is \"{model.Identity}\" now: what is recomputed would "
                    + "be of another control than what was computed; put it back, or begin a new run"
            );
        if (!IsLatest)
            throw new InvalidOperationException(
                "another run has begun with the model of this one, which does not stand where it stood: begin a new run"
            );
    }

    /// <summary>Whether no other run has begun with the same model.</summary>
    public bool IsLatest => Latest.TryGetValue(key, out var latest) && latest == this;

    /// <summary>The forward begins once more, for further adjoint calculations than can be done
    /// from what had survived.</summary>
    /// <exception cref="InvalidOperationException">The model cannot be put at the start
    /// of step 0.</exception>
    public void BeginAgain(IAdjointModel model)
    {
        if (!model.BeginForward())
            throw new InvalidOperationException(
                "the next adjoint calculation needs another forward, and the model does not implement BeginForward, which would put it "
                    + "at the start of step 0: implement it, or start the program again, which goes on with that calculation"
            );
        model.ClearDependencies();
    }

    /// <summary>The executor of the run begins another one, with what the control is now. It is not
    /// called again in between, so that there is no identity to compare.</summary>
    /// <exception cref="InvalidOperationException">The model cannot be put at the start
    /// of step 0 any more.</exception>
    public void Repeat(IAdjointModel model)
    {
        if (!model.BeginForward())
            throw new InvalidOperationException(
                "BeginForward of the model has put it at the start of step 0 before, and does not any more: it is to return true each time"
            );
        model.ClearDependencies();
        if (!IsLatest)
            Latest.AddOrUpdate(key, this);
    }

    /// <summary>The run has not begun after all.</summary>
    public void Release()
    {
        if (IsLatest)
            Latest.Remove(key);
    }
}
