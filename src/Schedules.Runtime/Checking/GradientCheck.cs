using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Checks a model and its gradient: forwards that reproduce, restart data and dependencies that are
/// all that is needed, and a gradient that is the derivative, at two controls, by Taylor tests. Of
/// what is wrong it says what, as far as can be seen from outside.
/// </summary>
/// <remarks>It runs the model some fifty to a hundred times: take few steps, and a small grid. At
/// the end the control is what it was.</remarks>
public static class GradientCheck
{
    /// <summary>Checks a model.</summary>
    /// <param name="model">The model: its <see cref="IAdjointModel.BeginForward"/> starts from the numbers in <paramref name="control"/>.</param>
    /// <param name="control">The control, which is changed during the check.</param>
    /// <param name="objective">The functional J, when the forward has come to its end.</param>
    /// <param name="gradient">The gradient of J by the control, when the adjoint has come to its end: as many numbers.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentException">The control is empty, or has another number of numbers
    /// than the gradient or the second control.</exception>
    /// <exception cref="InvalidOperationException">The model does not implement
    /// <see cref="IAdjointModel.BeginForward"/>, or does not do as it is told.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GradientCheckResult Run(
        IAdjointModel model,
        double[] control,
        Func<double> objective,
        double[] gradient,
        GradientCheckOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(gradient);
        var first = control.ToArray();
        try
        {
            return Run(
                at =>
                {
                    at.CopyTo(control, 0);
                    return model;
                },
                first,
                _ => objective(),
                _ => gradient,
                options
            );
        }
        finally
        {
            first.CopyTo(control, 0);
        }
    }

    /// <summary>Checks a kind of model that is made for a control.</summary>
    /// <typeparam name="TModel">Its type.</typeparam>
    /// <param name="model">Makes one, for a control that it does not change.</param>
    /// <param name="control">The control.</param>
    /// <param name="objective">The functional J of a model whose forward has come to its end.</param>
    /// <param name="gradient">The gradient of J by the control of a model whose adjoint has come to its end: as many numbers.</param>
    /// <param name="options">Options.</param>
    /// <inheritdoc cref="Run(IAdjointModel, double[], Func{double}, double[], GradientCheckOptions?)"/>
    public static GradientCheckResult Run<TModel>(
        Func<double[], TModel> model,
        double[] control,
        Func<TModel, double> objective,
        Func<TModel, IReadOnlyList<double>> gradient,
        GradientCheckOptions? options = null
    )
        where TModel : IAdjointModel
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(gradient);
        if (control.Length == 0)
            throw new ArgumentException("the control is empty; allowed: at least one number", nameof(control));
        if (options?.SecondControl is { } second && second.Length != control.Length)
            throw new ArgumentException(
                $"the second control has {second.Length} numbers, the first {control.Length}; allowed: as many",
                nameof(options)
            );
        return new CheckRun<TModel>(model, [.. control], objective, gradient, options ?? new()).Run();
    }
}
