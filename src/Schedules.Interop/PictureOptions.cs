using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Options of a picture. What makes no sense is refused as
/// it is set.</summary>
public sealed class PictureOptions
{
    /// <summary>Most characters across of a text, at least 40. SVG and HTML have widths of
    /// their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int Width
    {
        get;
        init => field = AtLeast(value, Core.TextPicture.MinWidth, nameof(Width));
    } = 200;

    /// <summary>Number of adjoint calculations of a schedule that are shown, at least 0; null: one,
    /// or none where none is permitted. Of a stream that is no schedule all actions are shown, and
    /// this stays null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public long? Adjoints
    {
        get;
        init => field = value is { } count ? AtLeast(count, 0, nameof(Adjoints)) : null;
    }

    /// <summary>Costs; null: <see cref="CheckpointSchedule.Costs"/>, or
    /// <see cref="CostModel.Standard"/> for a stream that is no schedule.</summary>
    public CostModel? Costs { get; init; }

    /// <summary>Above the picture; null: the family and the number of steps.
    /// Empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Facts about the stream; null: those that a schedule states.</summary>
    public RefereeOptions? Referee { get; init; }

    private static T AtLeast<T>(T value, T minimum, string name)
        where T : IComparable<T> =>
        value.CompareTo(minimum) < 0
            ? throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed: at least {minimum}")
            : value;
}
