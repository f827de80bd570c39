using System.Diagnostics;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>What the documentation shows, region by region, and runs.</summary>
public static class Examples
{
    /// <summary>The gradient under a schedule with 5 slots in RAM.</summary>
    public static void Gradient()
    {
        #region gradient
        var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
        var schedule = CheckpointSchedule.Revolve(steps: 1000, snapshotsInRam: 5);

        using var executor = new CheckpointExecutor(model, schedule);
        var profile = executor.Run();

        Console.WriteLine($"last angle {model.LastAngle:F12}");
        Console.WriteLine($"gradient   {model.Gradient}");
        Console.WriteLine($"{profile.ForwardSteps} forward steps, {profile.ReversedSteps} adjoint steps");
        Console.WriteLine($"most bytes in RAM: {executor.Usage(Storage.Ram).PeakBytes}");
        #endregion
    }

    /// <summary>The derivative by the friction, from differences.</summary>
    public static void Differences()
    {
        #region differences
        static double LastAngle(double friction)
        {
            var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction);
            model.Advance(0, 1000);
            model.EndForward(1000);
            return model.LastAngle;
        }

        const double h = 1e-5;
        Console.WriteLine($"by friction, from differences: {(LastAngle(0.1 + h) - LastAngle(0.1 - h)) / (2 * h):F6}");
        #endregion
    }

    /// <summary>The same gradient under the family that you name.</summary>
    public static void Families()
    {
        #region families
        CheckpointSchedule[] schedules =
        [
            CheckpointSchedule.SingleMemory(),
            CheckpointSchedule.Multistage(steps: 1000, snapshotsInRam: 2, snapshotsOnDisk: 8),
            CheckpointSchedule.TwoLevel(period: 100, binomialSnapshots: 3, binomialStorage: Storage.Ram),
            CheckpointSchedule.Mixed(steps: 1000, snapshots: 5, storage: Storage.Ram),
        ];

        foreach (var schedule in schedules)
        {
            var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
            using var executor = new CheckpointExecutor(model, schedule);
            var profile = executor.Run();
            Console.WriteLine($"{schedule.Name, -13} {profile.ForwardSteps, 5} forward steps, {model.Gradient}");
        }
        #endregion
    }

    /// <summary>A run that is killed when the adjoint has got to step 400.</summary>
    /// <param name="directory">Where its journal is.</param>
    public static void Crash(string directory)
    {
        var options = Options(directory) with
        {
            AfterAction = action =>
            {
                if (action is Reverse { N0: 400 })
                    Process.GetCurrentProcess().Kill();
            },
        };
        Run(options);
    }

    /// <summary>What remains of it, or all of it.</summary>
    /// <param name="directory">Where its journal is.</param>
    public static void Resume(string directory) => Run(Options(directory));

    #region options
    private static RunOptions Options(string directory) =>
        new()
        {
            Journal = new JournalOptions(directory) { Every = TimeSpan.FromSeconds(30), EveryActions = 100 },
        };

    #endregion

    #region resume
    private static void Run(RunOptions options)
    {
        var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
        var schedule = CheckpointSchedule.HRevolve(steps: 1000, snapshotsInRam: 3, snapshotsOnDisk: 4);

        using var executor = new CheckpointExecutor(model, schedule, options);
        if (executor.Recovery is { } recovery)
        {
            Console.WriteLine($"{recovery.Reversed} adjoint steps need not be done again");
            foreach (var kept in recovery.Used)
                Console.WriteLine($"found the restart data of step {kept.Step} on {kept.Level}");
        }

        var profile = executor.Run();
        Console.WriteLine($"{profile.ForwardSteps} forward steps, {profile.ReversedSteps} adjoint steps");
        Console.WriteLine($"gradient {model.Gradient}");
    }
    #endregion
}
