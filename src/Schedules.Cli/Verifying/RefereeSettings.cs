using System.CommandLine;
using System.Globalization;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Verifying;

/// <summary>Options that describe a stream.</summary>
internal sealed class RefereeSettings
{
    private const string Work = "work";
    private const string AnyNumber = "any";

    /// <summary>So many; null for any number.</summary>
    private readonly record struct Times(long? Count);

    private readonly Setting<long?> steps = OptionFactory.Whole<long>(
        "--steps",
        "The number of steps [where the forward stands at EndForward]",
        1
    );
    private readonly Setting<Times?> adjoints = Adjoints();
    private readonly Setting<IReadOnlyList<(string, long)>?> limits = Limits();
    private readonly Option<bool?> online = OptionFactory.Switch(
        "--online",
        "The last Forward may go past the end: the length was not known"
    );
    private readonly Option<bool?> strict = OptionFactory.Switch(
        "--strict",
        "Restart data serve the steps of the Forward that wrote them only, as in step-based tools"
    );

    public IEnumerable<Option> All => [steps, adjoints, limits, online, strict];

    /// <summary>The options that are given.</summary>
    /// <exception cref="UsageException">They contradict each other.</exception>
    public RefereeOptions Read(ParseResult parsed)
    {
        var levels = new Dictionary<Storage, long>();
        long? work = null;
        foreach (var (level, limit) in parsed.GetValue(limits) ?? [])
        {
            if (level == Work ? work is not null : !levels.TryAdd(StorageWord.Parse(level)!.Value, limit))
                throw new UsageException($"{limits.Name} is given twice for {level}; allowed: once for each level");
            work = level == Work ? limit : work;
        }
        return new()
        {
            Steps = parsed.GetValue(steps) is { } known ? RequiredOption.Steps(known, steps.Name) : null,
            Adjoints = parsed.GetValue(adjoints) is { } times ? times.Count : 1,
            Limits = levels,
            WorkLimit = work ?? long.MaxValue,
            Online = OptionFactory.Value(parsed, online) ?? false,
            Strict = OptionFactory.Value(parsed, strict) ?? false,
        };
    }

    private static Setting<Times?> Adjoints() =>
        new Setting<Times?>(
            "--adjoints",
            "How many adjoint calculations there are; any: checkpoints may remain [1]",
            $"a whole number from 0, or {AnyNumber}",
            word =>
                word == AnyNumber ? new Parsed<Times?>(new Times(null))
                : long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                    ? new(new Times(count))
                : null
        )
        {
            HelpName = "number",
        };

    private static Setting<IReadOnlyList<(string, long)>?> Limits()
    {
        const string allowed = "level=units, the level one of work, ram, disk, level2, level3, …; units from 0";
        return new Setting<IReadOnlyList<(string, long)>?>(
            "--limit",
            "Most units that a level may hold: ram=3; may be repeated",
            allowed,
            _ => null
        )
        {
            HelpName = "level=n",
        }.Repeatable(words =>
        {
            var all = words.Select(Limit).ToList();
            return all.Contains(null) ? null : new([.. all.Select(limit => limit!.Value)]);
        });
    }

    private static (string Level, long Units)? Limit(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return
            at > 0
            && (word[..at] == Work || StorageWord.Parse(word.AsSpan(0, at)) is not null)
            && long.TryParse(word.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            ? (word[..at], units)
            : null;
    }
}
