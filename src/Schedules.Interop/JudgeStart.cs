using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Position of a calculation that a <see cref="Judge"/> is to follow from there, as after
/// a crash. WORK is empty.</summary>
public sealed class JudgeStart
{
    /// <summary>Whether <see cref="EndForward"/> is still to come: the number of steps may still be
    /// told. Otherwise the number of steps is known, and stands in
    /// <see cref="RefereeOptions.Steps"/>.</summary>
    public bool IsInForwardPass { get; init; }

    /// <summary>Position of the forward, from 0 to the number of steps; null if it has none, so
    /// that restart data must be read first.</summary>
    public long? Forward { get; init; }

    /// <summary>Adjoint steps done in this adjoint calculation, 0 to the number of steps; 0
    /// while sweeping.</summary>
    public long Reversed { get; init; }

    /// <summary>Adjoint calculations completed, at least 0.</summary>
    public long Completed { get; init; }

    /// <summary>The checkpoints that there are. Their restart data serve any step.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public IReadOnlyCollection<KeptCheckpoint> Contents
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Contents));
            field = value;
        }
    } = [];

    internal Core.Position ToCore(RefereeOptions options)
    {
        var steps = IsInForwardPass && options.Online ? null : options.Steps;
        if (!IsInForwardPass && steps is null)
            throw Refused("in reverse the number of steps is known: options give it");
        Within(Reversed, IsInForwardPass ? 0 : steps ?? 0, nameof(Reversed));
        Within(Completed, IsInForwardPass ? 0 : Map.Adjoints(options.Adjoints).MostCompleted, nameof(Completed));
        Within(Forward ?? 0, steps ?? long.MaxValue, nameof(Forward));
        var before = new Core.Position(
            IsInForwardPass ? Core.Stage.Sweeping : Core.Stage.Reversing,
            Map.Optional(Forward),
            Core.ActionModule.openEnd,
            Map.Optional(steps),
            Reversed,
            Completed,
            Core.WorkModule.empty,
            Core.StoreModule.empty
        );
        var limits = options.ToCore();
        return Contents.Aggregate(before, (position, kept) => With(position, kept, limits));
    }

    private static Core.Position With(Core.Position position, KeptCheckpoint kept, Core.Limits limits)
    {
        var held = Core.Replay.holding(limits, [((int)kept.Level, kept.Step, kept.ToCore())], position);
        return held.IsOk ? held.ResultValue : throw Refused($"{kept}: {held.ErrorValue}");
    }

    private static void Within(long value, long maximum, string name)
    {
        if (value < 0 || value > maximum)
            throw Refused($"{name} is {value}; allowed: from 0 to {maximum}");
    }

    private static ArgumentException Refused(string why) => new(why, "start");
}
