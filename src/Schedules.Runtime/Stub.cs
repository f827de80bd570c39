using Schedules.Interop;

namespace Schedules.Runtime;

internal readonly record struct SurvivingCheckpoint(Storage Level, long Step, bool A, bool B, long Index);

internal sealed record CrashSite
{
    public long Index;
    public long? Steps;
    public long Reversed;
    public IReadOnlyCollection<SurvivingCheckpoint> Survivors = [];
}

internal static class Stub
{
    extension(CheckpointSchedule s)
    {
        public string ToJson() => throw new NotSupportedException();

        public CheckpointSchedule Recover(CrashSite site) => throw new NotSupportedException();

        public IReadOnlyList<KeptCheckpoint> StartsWith => [];
    }
    extension(CheckpointSchedule)
    {
        public static CheckpointSchedule FromJson(string s) => throw new NotSupportedException();
    }
}
