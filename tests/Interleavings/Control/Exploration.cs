using System.Globalization;
using System.Text;

namespace Schedules.Interleavings;

/// <summary>What came of running a program in many schedules.</summary>
/// <param name="Schedules">How many; all that there are within the bound, if it was to be complete and nothing failed.</param>
/// <param name="Failure">What went wrong in the last of them, with that schedule; null if nothing did.</param>
internal sealed record Findings(int Schedules, string? Failure);

/// <summary>Runs a program in many schedules, up to the first that fails.</summary>
/// <param name="program">Makes all that it uses, and is determined by the choices.</param>
internal sealed class Exploration(Action program)
{
    private const int LinesOfTrace = 600;

    /// <summary>The fault that is there, by its name in Seeds; null for none.</summary>
    public string? Fault { get; init; }

    /// <summary>Called at each point.</summary>
    public Action? AtPoint { get; init; }

    /// <summary>All schedules with so many preemptions at most.</summary>
    public Findings Complete(int preemptions)
    {
        var strategy = new DepthFirst(preemptions);
        var count = 0;
        do
        {
            count++;
            if (Failure(strategy, out _) is { } failure)
                return new(count, failure);
        } while (strategy.Next());

        return new(count, null);
    }

    /// <summary>So many random schedules: half of them at random throughout, half with random
    /// priorities.</summary>
    public Findings Random(int count, int seed)
    {
        var choices = 100;
        for (var i = 0; i < count; i++)
        {
            Strategy strategy =
                i % 2 == 0 ? new RandomWalk(seed + i) : new Priorities(seed + i, 1 + i / 2 % 4, Math.Max(1, choices));
            if (Failure(strategy, out choices) is { } failure)
                return new(i + 1, failure);
        }

        return new(count, null);
    }

    /// <summary>One schedule again, as a failure names it.</summary>
    /// <returns>What goes wrong in it; null if nothing does.</returns>
    public string? Replayed(string schedule, List<string>? trace = null) =>
        Prepared(Read(schedule), trace).Run(program);

    private Interleaving Prepared(Strategy strategy, List<string>? trace) =>
        new(strategy, trace) { AtPoint = AtPoint, Fault = Fault };

    private string? Failure(Strategy strategy, out int choices)
    {
        var run = Prepared(strategy, null);
        var failure = run.Run(program);
        choices = run.Choices.Count;
        if (failure is null)
            return null;
        var (schedule, trace) = (Write(run.Choices, strategy.StopsAtExit), new List<string>());
        var again = Replayed(schedule, trace);
        var text = new StringBuilder(failure).AppendLine();
        text.AppendLine(
            WithoutFrames(again) == WithoutFrames(failure)
                ? $"replayed by \"{schedule}\":"
                : $"not the same by \"{schedule}\": {again}"
        );
        foreach (var line in trace.TakeLast(LinesOfTrace))
            text.Append("  ").AppendLine(line);
        return text.ToString();
    }

    /// <summary>A failure without the frames of a stack trace: the compiler, which optimises behind
    /// the program, leaves out others the second time.</summary>
    private static string? WithoutFrames(string? failure) =>
        failure is null
            ? null
            : string.Join(
                '\n',
                failure.Split('\n').Where(line => !line.StartsWith("   at ", StringComparison.Ordinal))
            );

    /// <summary>Choices as text: a number each, and the number of zeros in a row after
    /// a <c>z</c>.</summary>
    private static string Write(IEnumerable<int> choices, bool stopsAtExit)
    {
        var text = new StringBuilder(stopsAtExit ? "x" : "e");
        var zeros = 0;
        foreach (var choice in choices)
        {
            if (choice == 0)
            {
                zeros++;
                continue;
            }

            if (zeros > 0)
                text.Append(CultureInfo.InvariantCulture, $" z{zeros}");
            text.Append(CultureInfo.InvariantCulture, $" {choice}");
            zeros = 0;
        }

        return text.ToString();
    }

    private static Replay Read(string schedule)
    {
        var words = schedule.Split(' ');
        return new(
            [
                .. words
                    .Skip(1)
                    .SelectMany(word =>
                        word[0] == 'z' ? Enumerable.Repeat(0, Number(word[1..])) : Enumerable.Repeat(Number(word), 1)
                    ),
            ],
            words[0] == "x"
        );
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
