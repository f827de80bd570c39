using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>Solvers in C, Fortran and Python, whose gradients they check by differences.</summary>
public sealed class LanguageTests
{
    private const string Right = "the gradient is right";

    [PublishedFact("gcc")]
    public void The_gradient_in_C_is_right_and_the_same_for_all_schedules() =>
        Assert.EndsWith($"{Right}\n", Driver.Run(Driver.C("heat"), null));

    [PublishedFact("gfortran")]
    public void The_gradient_in_Fortran_is_right_and_the_same_for_all_schedules() =>
        Assert.Contains(Right, Driver.Run(Driver.Fortran("heat"), null));

    [PublishedFact("python3")]
    public void A_manager_in_Python_comes_to_the_right_gradient() => Assert.StartsWith(Right, Driver.Python("heat"));

    [PublishedFact("python3")]
    public void Actions_in_Python_are_those_of_the_core()
    {
        var specs = RandomSpecs
            .Take(300, Schedules.Tests.Campaign.Seed + 1)
            .Where(spec => !CheckpointSchedule.Parse(spec).IsOnline)
            .ToList();
        var expected = specs.SelectMany(spec => CheckpointSchedule.Parse(spec)).Select(Named);
        Assert.Equal(
            expected,
            Driver.Python("listing", string.Join('\n', specs)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>`["Forward",0,3,true,false,"RAM"]` as `Forward 0 3 true false RAM`.</summary>
    private static string Named(CheckpointAction action) =>
        action.ToJson().Trim('[', ']').Replace("\"", "").Replace(',', ' ');
}
