using System.Diagnostics.CodeAnalysis;
using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// The referee stepping along with a calculation: judges each action as it is about to be carried
/// out, and says what there is where. It allocates nothing for a valid action, once its levels have
/// been as full as they get. An action that is refused changes nothing. Not thread-safe.
/// </summary>
public sealed class Judge
{
    private readonly Core.Judge core;
    private Action<int, long, Core.Kept>? add;
    private List<KeptCheckpoint>? target;

    private Judge(Core.Judge core) => this.core = core;

    /// <summary>Stands before the first action.</summary>
    /// <param name="options">What is known of the actions. If the number of steps is not, <see cref="SetLength(long)"/> tells it,
    /// or it is where the forward stands at <see cref="EndForward"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public Judge(RefereeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        core = new(options.ToCore(), options.Length(), options.Before());
    }

    /// <summary>Stands in the middle of a calculation.</summary>
    /// <param name="options">What is known of the actions.</param>
    /// <param name="start">Where the calculation stands.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">There is no such position: <paramref name="start"/>
    /// names what is wrong.</exception>
    public Judge(RefereeOptions options, JudgeStart start)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(start);
        core = new(options.ToCore(), options.Length(), start.ToCore(options));
    }

    /// <summary>Stands before the first action of a schedule, or of a run of it.</summary>
    /// <param name="schedule">The schedule: it knows what its actions may do.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    public static Judge For(CheckpointSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new(schedule.RefereeOptions);
    }

    /// <summary>The index of the next action, from 0.</summary>
    public long Index => core.Index;

    /// <summary>Position of the forward; null if it has none; <see cref="Interop.Forward.OpenEnd"/>
    /// after a Forward without an end.</summary>
    public long? Forward => Map.Optional(core.Forward);

    /// <summary>The number of steps, once known.</summary>
    public long? Steps => Map.Optional(core.Length);

    /// <summary>Position of the adjoint; null while the number of steps is not known.</summary>
    public long? Adjoint => core.Length.IsSome ? core.Adjoint : null;

    /// <summary>Adjoint steps done in this adjoint calculation.</summary>
    public long Reversed => core.Reversed;

    /// <summary>Adjoint calculations completed.</summary>
    public long Completed => core.Completed;

    /// <summary>The initial forward calculation is not complete.</summary>
    public bool IsInForwardPass => core.Stage.IsSweeping;

    /// <summary>Nothing may follow.</summary>
    public bool IsEnded => core.Stage.IsEnded;

    /// <summary>Contents of WORK.</summary>
    public WorkContents Work => WorkContents.From(core.Work);

    /// <summary>Every checkpoint there is now, by level and step.</summary>
    public IEnumerable<KeptCheckpoint> Contents =>
        [.. core.Contents.Select(entry => From((Storage)entry.Item1, entry.Item2, entry.Item3))];

    /// <summary>Adds every checkpoint there is now to a list, in any order,
    /// without garbage.</summary>
    /// <param name="contents">The list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="contents"/> is null.</exception>
    public void CopyContents(List<KeptCheckpoint> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        target = contents;
        core.VisitContents(add ??= AddToTarget);
        target = null;
    }

    private void AddToTarget(int level, long step, Core.Kept kept) => target!.Add(From((Storage)level, step, kept));

    /// <summary>Units that a level holds: checkpoints with restart data, and steps with
    /// dependencies, each times its size.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public long Units(Storage level) => core.Units((int)level);

    /// <summary>Whether a level holds a checkpoint of a step.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    /// <param name="step">The step.</param>
    public bool Holds(Storage level, long step) => core.TryFind((int)level, step).IsSome;

    /// <summary>The checkpoint of a step on a level; null if there is none.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    /// <param name="step">The step.</param>
    public KeptCheckpoint? Find(Storage level, long step) => TryFind(level, step, out var kept) ? kept : null;

    /// <summary>The checkpoint of a step on a level, if there is one.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    /// <param name="step">The step.</param>
    /// <param name="kept">The checkpoint.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(Storage level, long step, out KeptCheckpoint kept)
    {
        var found = core.TryFind((int)level, step);
        kept = found.IsSome ? From(level, step, found.Value) : default;
        return found.IsSome;
    }

    /// <summary>Judges the next action.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="InvalidScheduleException">It is not valid here: carries the index, the
    /// action and the reason.</exception>
    public void Step(in RawAction action)
    {
        var reason = core.Step(in action.core);
        if (reason.IsSome)
            Refuse(action.ToAction(), reason.Value);
    }

    /// <summary>Judges the next action.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="InvalidScheduleException">It is not valid here: carries the index, the
    /// action and the reason.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Step(CheckpointAction action) => Step(RawAction.FromAction(action));

    /// <summary>Tells the number of steps while the forward stands at or past it; the forward then
    /// stands there. One that is known may be told again.</summary>
    /// <param name="n">The number of steps, from 1 to where the forward stands.</param>
    /// <exception cref="ArgumentOutOfRangeException">The forward does not stand at or
    /// past it.</exception>
    /// <exception cref="InvalidOperationException">Another number of steps is known
    /// already.</exception>
    public void SetLength(long n)
    {
        var steps = Steps;
        if (core.SetLength(n).IsSome)
            throw steps is null
                ? new ArgumentOutOfRangeException(
                    nameof(n),
                    n,
                    $"n is {n}; allowed: from 1 to {Forward}, where the forward stands"
                )
                : new InvalidOperationException($"the number of steps is known already: {steps}");
    }

    /// <summary>Judges the end: the calculation must be complete and, unless it may be repeated,
    /// every level empty.</summary>
    /// <exception cref="InvalidScheduleException">It is not: carries the number of actions and
    /// the reason.</exception>
    public void Finish()
    {
        var reason = core.Finish();
        if (reason.IsSome)
            Refuse(null, reason.Value);
    }

    /// <summary>Goes back to where it started, and has forgotten a number of steps that it was
    /// told: for another calculation with the same levels. Nothing is allocated for it where the
    /// start is before the first action.</summary>
    public void Restart() => core.Restart();

    /// <summary>Another that stands at the same place, and goes its own way: to look ahead. It has the
    /// same start.</summary>
    public Judge Fork() => new(core.Fork());

    private KeptCheckpoint From(Storage level, long step, Core.Kept kept) =>
        KeptCheckpoint.From(level, step, kept, Steps ?? Core.ActionModule.openEnd);

    [DoesNotReturn]
    private void Refuse(CheckpointAction? action, Core.Reason reason) =>
        throw new InvalidScheduleException(new Violation(Index, action, $"{reason}"));
}
