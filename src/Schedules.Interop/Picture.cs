using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// Pictures of a schedule, or of any valid stream of actions: steps across and actions down, with
/// forward, recorded and adjoint steps, what is written and read, and what each level holds.
/// </summary>
public static class Picture
{
    private static readonly PictureOptions Default = new();

    /// <summary>Most actions that a page carries.</summary>
    public const long MaxHtmlActions = Core.HtmlPicture.maxActions;

    /// <summary>The highest number of steps on a page.</summary>
    public const long MaxHtmlSteps = Core.HtmlPicture.maxSteps;

    /// <summary>The time-line as text of any width from 40 characters: a title, step numbers, a
    /// line for each action, and what the signs mean. Where there are too many steps for that
    /// width, a line stands for several actions, and a column for several steps. The stream is
    /// judged at the call, and may be read again as the lines are: it must give the same
    /// actions twice.</summary>
    /// <param name="actions">A schedule, or any stream.</param>
    /// <param name="options">What is shown beside the actions, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The schedule does not permit so many adjoint
    /// calculations.</exception>
    /// <exception cref="ArgumentException">Adjoint calculations are asked of a stream that is no
    /// schedule.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no number of steps.</exception>
    /// <exception cref="InvalidScheduleException">The stream is not valid.</exception>
    public static IEnumerable<string> Text(IEnumerable<CheckpointAction> actions, PictureOptions? options = null) =>
        Value(Core.TextPicture.lines((options ?? Default).Width, Scene(actions, options)));

    /// <summary>The time-line as an SVG document, for any number of actions: a row stands for
    /// several where there are many. Below it what each level holds, and the cumulative cost. At
    /// most about a megabyte; the stream is read once.</summary>
    /// <param name="actions">A schedule, or any stream.</param>
    /// <param name="options">What is shown beside the actions, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The schedule does not permit so many adjoint
    /// calculations.</exception>
    /// <exception cref="ArgumentException">Adjoint calculations are asked of a stream that is no
    /// schedule.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no number of steps.</exception>
    /// <exception cref="InvalidScheduleException">The stream is not valid.</exception>
    public static string Svg(IEnumerable<CheckpointAction> actions, PictureOptions? options = null) =>
        Written(writer => Svg(actions, writer, options));

    /// <summary>The time-line as an SVG document, for any number of actions: a row stands for
    /// several where there are many. Below it what each level holds, and the cumulative cost. At
    /// most about a megabyte; the stream is read once.</summary>
    /// <param name="actions">A schedule, or any stream.</param>
    /// <param name="writer">Where the lines go, each as it is made; nothing does if there is an error.</param>
    /// <param name="options">What is shown beside the actions, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> or
    /// <paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The schedule does not permit so many adjoint
    /// calculations.</exception>
    /// <exception cref="ArgumentException">Adjoint calculations are asked of a stream that is no
    /// schedule.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no number of steps.</exception>
    /// <exception cref="InvalidScheduleException">The stream is not valid.</exception>
    public static void Svg(IEnumerable<CheckpointAction> actions, TextWriter writer, PictureOptions? options = null) =>
        Write(writer, Core.SvgPicture.lines, Scene(actions, options));

    /// <summary>One page of HTML, without any other file, in which one steps through the actions by
    /// slider and keyboard, and sees the time-line, what each level holds, where forward and
    /// adjoint stand, counts and cost so far, and what the action means. For at most
    /// <see cref="MaxHtmlActions"/> actions and <see cref="MaxHtmlSteps"/> steps; the stream is
    /// read once.</summary>
    /// <param name="actions">A schedule, or any stream.</param>
    /// <param name="options">What is shown beside the actions, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more actions or steps than a page
    /// can step through, or the schedule does not permit so many adjoint calculations.</exception>
    /// <exception cref="ArgumentException">Adjoint calculations are asked of a stream that is no
    /// schedule.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no number of steps.</exception>
    /// <exception cref="InvalidScheduleException">The stream is not valid.</exception>
    public static string Html(IEnumerable<CheckpointAction> actions, PictureOptions? options = null) =>
        Written(writer => Html(actions, writer, options));

    /// <summary>One page of HTML, without any other file, in which one steps through the actions by
    /// slider and keyboard, and sees the time-line, what each level holds, where forward and
    /// adjoint stand, counts and cost so far, and what the action means. For at most
    /// <see cref="MaxHtmlActions"/> actions and <see cref="MaxHtmlSteps"/> steps; the stream is
    /// read once.</summary>
    /// <param name="actions">A schedule, or any stream.</param>
    /// <param name="writer">Where the lines go, each as it is made; nothing does if there is an error.</param>
    /// <param name="options">What is shown beside the actions, and how.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> or
    /// <paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more actions or steps than a page
    /// can step through, or the schedule does not permit so many adjoint calculations.</exception>
    /// <exception cref="ArgumentException">Adjoint calculations are asked of a stream that is no
    /// schedule.</exception>
    /// <exception cref="InvalidOperationException">The schedule has no number of steps.</exception>
    /// <exception cref="InvalidScheduleException">The stream is not valid.</exception>
    public static void Html(IEnumerable<CheckpointAction> actions, TextWriter writer, PictureOptions? options = null) =>
        Write(writer, Core.HtmlPicture.lines, Scene(actions, options));

    private static Core.Scene Scene(IEnumerable<CheckpointAction> actions, PictureOptions? options) =>
        (options ?? Default, actions) switch
        {
            ({ Referee: null } shown, CheckpointSchedule schedule) => OfSchedule(schedule, shown),
            ({ Adjoints: null } shown, _) => OfStream(actions, shown, Referee.Known(actions, shown.Referee)),
            _ => throw new ArgumentException(
                "Adjoints is for a schedule; of a stream, Referee says how many adjoint calculations there are",
                nameof(options)
            ),
        };

    private static Core.Scene OfSchedule(CheckpointSchedule schedule, PictureOptions shown) =>
        Map.Value(
            Core.SceneModule.ofScheduleTitled(
                shown.Title,
                CostModel.OrStandard(shown.Costs ?? schedule.Costs),
                Map.Optional(shown.Adjoints),
                schedule.ToCore
            )
        );

    private static Core.Scene OfStream(
        IEnumerable<CheckpointAction> actions,
        PictureOptions shown,
        RefereeOptions known
    ) =>
        Core.SceneModule.ofActions(
            shown.Title ?? "",
            CostModel.OrStandard(shown.Costs),
            known.ToCore(),
            known.Length(),
            CheckpointAction.ToCore(actions)
        );

    private static void Write(
        TextWriter writer,
        Func<Core.Scene, FSharpResult<IEnumerable<string>, Core.PictureError>> draw,
        Core.Scene scene
    )
    {
        ArgumentNullException.ThrowIfNull(writer);
        Core.SceneModule.write(writer, Value(draw(scene)));
    }

    private static T Value<T>(FSharpResult<T, Core.PictureError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    private static Exception Exception(Core.PictureError error) =>
        error switch
        {
            Core.PictureError.Refused e => Map.Exception(e.error),
            Core.PictureError.Invalid e => new InvalidScheduleException(Violation.From(e.violation)),
            Core.PictureError.TooLong => new ArgumentOutOfRangeException("actions", $"{error}"),
            _ when error.IsStartsElsewhere => new ArgumentException($"{error}", "actions"),
            _ => throw Map.NoCase(error),
        };

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }
}
