using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interop.Tests.Readme;

/// <summary>The C# examples of the README and of docs/csharp.md, as printed there: <see cref="ReadmeTests"/> compares
/// them line by line.</summary>
internal static class ReadmeExamples
{
    public static readonly Action[] InOrder = [Gradient, Schedule, Loop, Run, Verify, Solve];

    private static void Gradient()
    {
        double[] control = [1],
            x = [0],
            gradient = [0]; // x' = 0.001 x², from the control; J is the last x
        var model = new ArrayModel(steps: 500, state: [x], adjoint: [gradient])
        {
            Control = [control],
            Begin = () => x[0] = control[0],
            Step = n => x[0] += 0.001 * x[0] * x[0],
            BeginAdjoint = at => gradient[0] = 1,
            AdjointStep = (n, at) => gradient[0] *= 1 + 0.002 * at[x][0],
        };
        using var executor = new CheckpointExecutor(
            model,
            CheckpointSchedule.HRevolve(500, snapshotsInRam: 3, snapshotsOnDisk: 5)
        );
        Console.WriteLine($"{executor.Run().ForwardSteps} forward steps, gradient {gradient[0]:0.000000}");
        Console.WriteLine(GradientCheck.Run(model, control, () => x[0], gradient).Verdict);
    }

    private static void Schedule()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 4, snapshotsInRam: 2);
        Console.WriteLine($"{schedule.Name}: {schedule.Predict().ForwardSteps} forward steps, cost {schedule.Cost()}");

        foreach (var action in schedule)
            Console.WriteLine(action.ToText());
    }

    private static void Loop()
    {
        var revolve = CheckpointSchedule.Revolve(steps: 25, snapshotsInRam: 3);
        var online = CheckpointSchedule.Online(OnlinePolicy.R2, snapshots: 3).WithSteps(25);
        Console.WriteLine($"{ByHand.Gradient(revolve):0.000000}, {ByHand.Gradient(online):0.000000}");
    }

    private static void Run()
    {
        var run = CheckpointSchedule.TwoLevel(period: 10, binomialSnapshots: 2, binomialStorage: Storage.Ram).Start();

        foreach (var action in run)
        {
            if (action is Forward { N1: >= 25 } && run.MaxN is null)
                run.SetLength(25);
        }

        Console.WriteLine($"{run.MaxN} steps; a further foreach would be a second adjoint: {!run.IsExhausted}");
    }

    private static void Verify()
    {
        CheckpointAction[] mine =
        [
            new Forward(0, 2, true, false, Storage.Ram),
            new Forward(2, 3, false, true, Storage.Work),
            new EndForward(),
            new Reverse(3, 1, true),
        ];
        Console.WriteLine(Referee.FindViolation(mine));
    }

    private static void Solve()
    {
        var model = new Growth(x: 1, h: 0.001);
        using var executor = new CheckpointExecutor(
            model,
            CheckpointSchedule.HRevolve(500, snapshotsInRam: 3, snapshotsOnDisk: 5)
        );
        var profile = executor.Run();
        Console.WriteLine($"gradient {model.Gradient:0.000000}, {profile.ForwardSteps} forward steps");
    }
}
