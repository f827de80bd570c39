using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The schedule that <see cref="CheckpointExecutor.Auto"/> has chosen, and why: a value,
/// of which nothing is printed.</summary>
public sealed record AutoChoice
{
    internal AutoChoice(Plan plan, PlannedSchedule chosen, Machine machine)
    {
        Plan = plan;
        Chosen = chosen;
        Machine = machine;
    }

    /// <summary>The schedule: the fastest of <see cref="Plan"/> that the model can be run
    /// with.</summary>
    public PlannedSchedule Chosen { get; }

    /// <summary>All that fit, the fastest first, and what was left out.</summary>
    public Plan Plan { get; }

    /// <summary>The machine that was planned for: measured, or
    /// <see cref="RunOptions.Machine"/>.</summary>
    public Machine Machine { get; }

    /// <summary>Time that measuring took; zero if nothing was.</summary>
    public TimeSpan MeasuringTime { get; internal init; }

    /// <summary>Whether the seconds of an adjoint step are two forward steps, since it would
    /// have taken more than a minute to get to where one can be measured.</summary>
    public bool IsReverseAssumed { get; internal init; }

    /// <summary>Why this one: what it takes, and what the next one takes more.</summary>
    public string Reason
    {
        get
        {
            var text = new StringBuilder(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Chosen.CommandLine} is predicted to take {Chosen.Seconds:G4} s, and no schedule takes less than {Plan.LowerBound:G4} s in this room"
                )
            );
            if (Plan.Ranking.FirstOrDefault(other => other != Chosen && other.Seconds >= Chosen.Seconds) is { } next)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"; next is {next.CommandLine} with {next.Seconds:G4} s{More(next)}"
                );
            return text.ToString();
        }
    }

    /// <summary>For people: the reason, and what was measured.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Reason}\n{Machine.ToText()}\nmeasured in {MeasuringTime.TotalSeconds:G3} s"
        ) + (IsReverseAssumed ? ", but for the adjoint step, which is taken as two forward steps" : "");

    private string More(PlannedSchedule next) =>
        next.Loss(Chosen) is not { } loss ? ""
        : loss.Where == Storage.Work
            ? string.Create(CultureInfo.InvariantCulture, $", {loss.Seconds:G3} s more computing")
        : string.Create(CultureInfo.InvariantCulture, $", {loss.Seconds:G3} s more waiting for {loss.Where}");
}
