using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>Costs: --uf --ub, and --wd --rd or a list for each level.</summary>
internal sealed class CostOptions
{
    public const string Uf = "--uf";
    public const string Ub = "--ub";
    public const string Wd = "--wd";
    public const string Rd = "--rd";
    public const string Write = "--write";
    public const string Read = "--read";

    private readonly Setting<double?> uf = OptionFactory.Real(Uf, "Cost of a forward step that does not record [1]");
    private readonly Setting<double?> ub = OptionFactory.Real(Ub, "Cost of a step recorded and reversed [1]");
    private readonly Setting<double?> wd = OptionFactory.Real(Wd, "Cost of a write to disk [2]; RAM is free");
    private readonly Setting<double?> rd = OptionFactory.Real(Rd, "Cost of a read from disk [2]; RAM is free");

    private readonly Setting<IReadOnlyList<double>?> write = OptionFactory.Reals(
        Write,
        "Costs of a write to each level, RAM first, instead of --wd"
    );

    private readonly Setting<IReadOnlyList<double>?> read = OptionFactory.Reals(
        Read,
        "Costs of a read from each level, RAM first, instead of --rd"
    );

    public IEnumerable<Option> All => [uf, ub, wd, rd, write, read];

    /// <summary>The options, and what they are and allow, in words.</summary>
    public static IEnumerable<(string Option, string Text)> Described =>
        new CostOptions().All.Select(option => (option.Name, $"{option.Description}: {((ISetting)option).Allowed}"));

    /// <summary>The costs given, the usual ones where none are.</summary>
    /// <exception cref="UsageException">They contradict each other.</exception>
    public CostModel Of(ParseResult parsed)
    {
        Exclude(parsed, wd, write);
        Exclude(parsed, rd, read);
        return new CostModel(
            parsed.GetValue(uf) ?? 1,
            parsed.GetValue(ub) ?? 1,
            parsed.GetValue(write) ?? [0, parsed.GetValue(wd) ?? 2],
            parsed.GetValue(read) ?? [0, parsed.GetValue(rd) ?? 2]
        );
    }

    private static void Exclude(ParseResult parsed, Option one, Option other)
    {
        if (parsed.GetResult(one) is not null && parsed.GetResult(other) is not null)
            throw new UsageException($"{one.Name} and {other.Name} contradict each other; allowed: one of them");
    }
}
