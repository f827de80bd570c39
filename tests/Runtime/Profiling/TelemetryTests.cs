using System.Diagnostics;
using System.Diagnostics.Metrics;
using Schedules.Interop;

namespace Schedules.Runtime.Tests;

[Collection(Alone.Name)]
public sealed class TelemetryTests
{
    [Fact]
    public void Those_who_listen_to_the_meter_count_what_the_profile_does()
    {
        var counted = new Dictionary<(string, string, int), long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                var (activity, level) = ("", -1);
                foreach (var (name, tag) in tags)
                    _ = name == "activity" ? (activity = (string)tag!).Length : level = (int)tag!;
                var key = (instrument.Name, activity, level);
                counted[key] = counted.GetValueOrDefault(key) + value;
            }
        );
        listener.Start();

        foreach (var make in Families.All.Values)
        {
            counted.Clear();
            using var executor = new CheckpointExecutor(new ToyModel(31, 0.7), make(31));
            var expected = new Dictionary<(string, string, int), long>();
            foreach (var entry in executor.Run().Entries.Where(entry => entry.Kind != ProfileKind.Check))
            {
                var (activity, level) = (entry.Kind.ToString().ToLowerInvariant(), (int)(entry.Level ?? Storage.Work));
                expected[(level < 0 ? "schedules.steps" : "schedules.checkpoints", activity, level)] = entry.Count;
                if (entry.Bytes > 0)
                    expected[("schedules.checkpoint.bytes", activity, level)] = entry.Bytes;
            }

            Assert.Equal(expected.OrderBy(pair => pair.Key), counted.OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public void Those_who_listen_to_activities_see_one_for_each_action()
    {
        var seen = new List<(string, object?)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen.Add((activity.OperationName, activity.GetTagItem("action"))),
        };
        ActivitySource.AddActivityListener(listener);
        foreach (var make in Families.All.Values)
        {
            seen.Clear();
            var schedule = make(31);
            using var executor = new CheckpointExecutor(new ToyModel(31, 0.7), schedule);
            executor.Run();
            Assert.Equal(
                schedule.WithSteps(31).Select(action => (action.GetType().Name, (object?)action.ToJson())),
                seen
            );
        }
    }
}
