using Core = Schedules.FSharp;

namespace Schedules.Interop;

public sealed partial class CheckpointSchedule
{
    /// <summary>Whether it can be written as text: it was made by one of the
    /// factories here.</summary>
    public bool HasSpec => core.Spec.IsSome;

    /// <summary>
    /// The schedule as one line of JSON: its family with all parameters, its number of steps if it
    /// was given one, and where it begins if it has been recovered. Canonical: the same text
    /// exactly for the same schedule, so that texts can be compared. Costs are written so that they
    /// are read back bit by bit.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has a policy of one's own, and no parameters:
    /// see <see cref="HasSpec"/>.</exception>
    public string ToJson() =>
        Core.ScheduleText.write(core) is { IsSome: true } text
            ? text.Value
            : throw new InvalidOperationException("the schedule has a policy of one's own, and no parameters to write");

    /// <summary>The schedule that <see cref="ToJson"/> has written: with the
    /// same actions.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="FormatException">It is no such text: says what is wrong,
    /// and where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range: names it, and
    /// what is allowed.</exception>
    /// <exception cref="ArgumentException">A schedule of the family cannot begin
    /// like that.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule FromJson(string text, BuildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Map.Value(Core.ScheduleText.read(BuildOptions.ToCore(options), text)));
    }

    /// <summary>The schedule of a text that a person may have written: JSON as
    /// <see cref="FromJson"/> takes it, or a line of words, a family and its parameters as
    /// <c>name=value</c>: <c>revolve steps=10 snapshotsInRam=3</c>. Parameters that are not given
    /// are as in the factory; costs are <c>uf</c>, <c>ub</c>, and <c>write</c> and <c>read</c>
    /// with a number for each level, <c>write=0,2</c>; <c>steps</c> gives an online schedule its
    /// number of steps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="FormatException">It is no such text: says what is wrong,
    /// and where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range: names it, and
    /// what is allowed.</exception>
    /// <exception cref="ArgumentException">A schedule of the family cannot begin
    /// like that.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule Parse(string text, BuildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Map.Value(Core.ScheduleText.parse(BuildOptions.ToCore(options), text)));
    }

    /// <summary>The same of what remains of this schedule: of one that
    /// <see cref="Recover(InterruptedRun)"/> has made from it, or from such a one in its turn. No
    /// table is built again.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is no such text, or of another family, or of other
    /// parameters: says what is wrong, and where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range: names it, and
    /// what is allowed.</exception>
    /// <exception cref="ArgumentException">A schedule of the family cannot begin
    /// like that.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public CheckpointSchedule RestFromJson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Map.Value(Core.ScheduleText.readRest(BuildOptions.ToCore(null), core, text)), Costs);
    }
}
