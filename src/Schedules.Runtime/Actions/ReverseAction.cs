using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>A Reverse, and the beginning and end of an adjoint calculation.</summary>
internal sealed class ReverseAction(
    IAdjointModel model,
    ModelSteps steps,
    WorkMemory work,
    Replays replays,
    Profiler profiler,
    long? adjoints
)
{
    private enum Stage
    {
        /// <summary>Nothing has been done.</summary>
        Starting,

        /// <summary>The adjoint stands at the end, or where it came to before, and
        /// goes back.</summary>
        Reversing,
    }

    private Stage stage;
    private bool adjointBegun;

    /// <summary>An adjoint calculation goes on whose state has been read.</summary>
    public void ResumeAdjoint() => adjointBegun = true;

    /// <summary>Another Reverse is to be carried out.</summary>
    public void Start(in RawAction action)
    {
        stage = Stage.Starting;
        steps.StartRange(action.N1);
    }

    /// <summary>Carries it out, or what remains of it.</summary>
    /// <param name="action">A Reverse that has been judged.</param>
    /// <param name="adjoint">Which adjoint calculation it is of, from 0.</param>
    /// <param name="pause">Called between steps.</param>
    public void CarryOut(in RawAction action, long adjoint, Action pause)
    {
        if (stage == Stage.Starting)
        {
            if (!adjointBegun)
            {
                pause();
                model.BeginAdjoint(adjoint);
                profiler.Break();
            }

            adjointBegun = true;
            profiler.AddAction(ProfileKind.Reverse);
            stage = Stage.Reversing;
        }

        steps.Reverse(action.N0, pause);
        if (adjoint + 1 >= adjoints)
            replays.Forget(action.N0);
        if (action.ClearAdjDeps)
            work.Clear();
    }

    /// <summary>An adjoint calculation is complete.</summary>
    /// <param name="adjoint">Which one, from 0.</param>
    public void EndAdjoint(long adjoint)
    {
        adjointBegun = false;
        model.EndAdjoint(adjoint);
    }
}
