using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Burgers;

/// <summary>What was really done, counted where it is done, to be held against what a
/// schedule predicts.</summary>
/// <param name="ForwardSteps">Steps that the forward advanced over, recording or not.</param>
/// <param name="RecordedSteps">Those of them that recorded adjoint dependencies.</param>
/// <param name="ReversedSteps">Steps that the adjoint went back over.</param>
/// <param name="Levels">What happened on each level that was used.</param>
public sealed record Tally(
    long ForwardSteps,
    long RecordedSteps,
    long ReversedSteps,
    IReadOnlyDictionary<Storage, LevelCounts> Levels
)
{
    /// <summary>A prediction as a tally.</summary>
    /// <param name="predicted">What a schedule predicts.</param>
    public static Tally Of(Counts predicted)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        return new Tally(
            predicted.ForwardSteps,
            predicted.RecordedSteps,
            predicted.ReversedSteps,
            predicted.Levels.ToDictionary(level => level, predicted.On)
        );
    }

    /// <summary>What a run has done.</summary>
    /// <param name="profile">Its profile.</param>
    public static Tally Of(RunProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new Tally(
            profile.ForwardSteps,
            profile.RecordedSteps,
            profile.ReversedSteps,
            profile
                .Entries.Select(entry => entry.Level)
                .OfType<Storage>()
                .Distinct()
                .ToDictionary(level => level, level => On(profile, level))
        );
    }

    /// <summary>What happened on a level: zeros if nothing did.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public LevelCounts On(Storage level) => Levels.GetValueOrDefault(level);

    /// <summary>What it cost.</summary>
    /// <param name="model">The costs.</param>
    public double Makespan(CostModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Uf * (ForwardSteps - RecordedSteps)
            + model.Ub * ReversedSteps
            + Levels.Sum(level =>
                model.Write(level.Key) * level.Value.Writes + model.Read(level.Key) * level.Value.Reads
            );
    }

    /// <summary>Whether everything happened as often.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(Tally? other) =>
        other is not null
        && (ForwardSteps, RecordedSteps, ReversedSteps)
            == (other.ForwardSteps, other.RecordedSteps, other.ReversedSteps)
        && Levels.Keys.Union(other.Levels.Keys).All(level => On(level) == other.On(level));

    private static LevelCounts On(RunProfile profile, Storage level)
    {
        long Count(ProfileKind kind) => profile.Find(kind, level)?.Count ?? 0;
        return new LevelCounts(Count(ProfileKind.Write), Count(ProfileKind.Read), Count(ProfileKind.Delete));
    }

    /// <summary>Consistent with equality: levels on which nothing happened do not matter.</summary>
    public override int GetHashCode() => HashCode.Combine(ForwardSteps, RecordedSteps, ReversedSteps);
}
