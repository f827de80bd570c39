using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>What holds of a model: what <see cref="GradientCheck"/> checks.</summary>
internal static class ModelLaw
{
    public static Fault? Find(GradientCheckResult result) =>
        result.Passes ? null
        : result.Findings.Count == 0 ? new("a gradient is the derivative", result.Verdict, $"{result}")
        : new(Law(result.Findings[0].Fault), result.Findings[0].Message, $"{result}");

    private static string Law(GradientFault fault) =>
        fault switch
        {
            GradientFault.NotReproducible => "a forward comes to the same state each time",
            GradientFault.RestartReadsDifferently => "restart data are read as they were written",
            GradientFault.MissingField or GradientFault.MissingNumber => "restart data are all that a step needs",
            GradientFault.DependenciesIncomplete => "dependencies are all that the adjoint of a step needs",
            GradientFault.DependenciesOverwritten => "what is recorded of a step stays as it is",
            GradientFault.StaleDependencies => "dependencies are of the present control",
            GradientFault.AdjointStateIncomplete => "the adjoint's state is all that the rest of it needs",
            GradientFault.TangentDiffers => "tangent and adjoint belong together",
            GradientFault.WrongSign or GradientFault.MissingTerm or GradientFault.WrongTerm =>
                "a gradient is the derivative",
            _ => throw new InvalidOperationException($"{fault}"),
        };
}
