using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interop.Tests.Readme;

/// <summary>The C# examples of the README, as printed there: <see cref="ReadmeTests"/> compares them line by line.</summary>
internal static class ReadmeExamples
{
    public static readonly Action[] InOrder = [Schedule, Run, Verify, Solve];

    private static void Schedule()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 4, snapshotsInRam: 2);
        Console.WriteLine($"{schedule.Name}: {schedule.Predict().ForwardSteps} forward steps, cost {schedule.Cost()}");

        foreach (var action in schedule)
        {
            var reads = action switch
            {
                Forward { WriteIcs: true } f => $"keep step {f.N0} in {f.Storage}, forward to {f.N1}",
                Forward { WriteAdjDeps: true } f => $"forward to {f.N1}, recording",
                Forward f => $"forward to {f.N1}",
                Reverse(var n1, var n0, _) => $"adjoint from {n1} to {n0}",
                Copy(var n, var from, _) => $"copy step {n} from {from}",
                Move(var n, var from, _) => $"move step {n} from {from}",
                EndForward => "the forward is complete",
                _ => "the adjoint is complete",
            };
            Console.WriteLine(reads);
        }
    }

    private static void Run()
    {
        var run = CheckpointSchedule.TwoLevel(period: 10, binomialSnapshots: 2, binomialStorage: Storage.Ram).Start();

        foreach (var action in run)
        {
            if (action is Forward { N1: >= 25 } && run.MaxN is null)
                run.Finalize(25);
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
