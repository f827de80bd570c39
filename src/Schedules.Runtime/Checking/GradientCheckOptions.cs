namespace Schedules.Runtime;

/// <summary>Options of <see cref="GradientCheck"/>.</summary>
public sealed class GradientCheckOptions
{
    /// <summary>The derivative of the functional along a direction, at the present control, by
    /// the tangent of the model; null if there is none.</summary>
    public Func<double[], double>? Tangent { get; init; }

    /// <summary>A second control; null for the first one, each number changed by 5 % at
    /// most.</summary>
    public double[]? SecondControl { get; init; }

    /// <summary>Seed of the directions.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Asked between calculations.</summary>
    public CancellationToken Cancellation { get; init; }
}
