using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>What the documentation answers, question by question, and runs.</summary>
public static class Questions
{
    private const double Dt = 0.01;

    /// <summary>A budget in bytes.</summary>
    public static void Budget()
    {
        #region budget
        var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
        using var executor = CheckpointExecutor.Auto(model, [ByteSize.Parse("2kB")]);
        executor.Run();

        Console.WriteLine(executor.Choice);
        Console.WriteLine($"most bytes in RAM: {executor.Usage(Storage.Ram).PeakBytes}");
        #endregion
    }

    /// <summary>Two functionals, together and one after the other.</summary>
    public static void Functionals()
    {
        #region together
        double[] state = new double[2]; // angle, velocity
        double[] byAngle = new double[2]; // derivatives of the last angle
        double[] byVelocity = new double[2]; // derivatives of the last velocity

        var together = new ArrayModel(steps: 1000, [state], [byAngle, byVelocity])
        {
            AdjointCount = 2,
            Begin = () => (state[0], state[1]) = (1.0, 0.0),
            Step = n => Advance(state),
            BeginAdjoint = at => (byAngle[0], byAngle[1], byVelocity[0], byVelocity[1]) = (1, 0, 0, 1),
            AdjointStep = (n, at) =>
            {
                GoBack(at[state], byAngle);
                GoBack(at[state], byVelocity);
            },
        };

        using (var executor = new CheckpointExecutor(together, CheckpointSchedule.Revolve(1000, 5)))
            Console.WriteLine($"together: {executor.Run().ForwardSteps} forward steps");
        Console.WriteLine($"{byAngle[0]:F9} {byAngle[1]:F9}, {byVelocity[0]:F9} {byVelocity[1]:F9}");
        #endregion

        #region one
        double[] adjoint = new double[2];
        ArrayModel model = null!;
        model = new ArrayModel(steps: 1000, [state], [adjoint])
        {
            Begin = () => (state[0], state[1]) = (1.0, 0.0),
            Step = n => Advance(state),
            BeginAdjoint = at => (adjoint[0], adjoint[1]) = model.AdjointIndex == 0 ? (1, 0) : (0, 1),
            AdjointStep = (n, at) => GoBack(at[state], adjoint),
        };

        var repeating = CheckpointSchedule.TwoLevel(period: 100, binomialSnapshots: 3, binomialStorage: Storage.Ram);
        using var sweeps = new CheckpointExecutor(model, repeating, new RunOptions { Adjoints = 2 });
        while (sweeps.RunReverse())
            Console.WriteLine($"functional {model.AdjointIndex}: {adjoint[0]:F9} {adjoint[1]:F9}");
        Console.WriteLine($"one after the other: {sweeps.Profile.ForwardSteps} forward steps");
        #endregion
    }

    /// <summary>Where a run is.</summary>
    public static void Progress()
    {
        #region progress
        var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
        var schedule = CheckpointSchedule.Multistage(steps: 1000, snapshotsInRam: 2, snapshotsOnDisk: 8);
        using var executor = new CheckpointExecutor(model, schedule, new RunOptions { Progress = new Printed() });
        executor.RunForward();
        executor.RunReverse();
        #endregion
    }

    /// <summary>A directory of the user's.</summary>
    /// <param name="directory">The directory.</param>
    public static void Place(string directory)
    {
        #region directory
        using var disk = new DiskStore(new DiskStoreOptions { Directory = directory, Quota = 1_000_000 });
        var options = new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = disk } };

        var model = new PendulumModel(steps: 1000, angle: 1.0, velocity: 0.0, friction: 0.1);
        var schedule = CheckpointSchedule.Multistage(steps: 1000, snapshotsInRam: 2, snapshotsOnDisk: 8);
        using var executor = new CheckpointExecutor(model, schedule, options);
        executor.RunForward();
        Console.WriteLine($"after the forward: {Directory.GetFiles(directory, "*.checkpoint").Length} checkpoints");
        executor.RunReverse();
        Console.WriteLine($"after the adjoint: {Directory.GetFiles(directory, "*.checkpoint").Length} checkpoints");
        #endregion
    }

    private static void Advance(double[] state)
    {
        state[1] -= Dt * (Math.Sin(state[0]) + 0.1 * state[1]);
        state[0] += Dt * state[1];
    }

    private static void GoBack(ReadOnlySpan<double> state, double[] adjoint)
    {
        var after = adjoint[1] + Dt * adjoint[0];
        adjoint[0] -= Dt * Math.Cos(state[0]) * after;
        adjoint[1] = (1 - Dt * 0.1) * after;
    }

    #region printed
    private sealed class Printed : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => Console.WriteLine(value);
    }
    #endregion
}
