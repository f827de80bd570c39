using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Burgers;

namespace Schedules.Samples.Inversion;

/// <summary>What a run tells OpenTelemetry: steps and bytes as metrics, each action as a
/// span, on the console.</summary>
public static class Observed
{
    /// <summary>One gradient, observed.</summary>
    public static void Run()
    {
        #region telemetry
        using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(Telemetry.Name).AddConsoleExporter().Build();
        using var spans = Sdk.CreateTracerProviderBuilder().AddSource(Telemetry.Name).AddConsoleExporter().Build();

        var model = new BurgersModel(steps: 8, Controls.Hump(20));
        using var run = new CheckpointExecutor(model, CheckpointSchedule.Multistage(8, 1, 1));
        run.Run();
        #endregion
    }
}
