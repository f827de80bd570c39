using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>The one way from options to a schedule: the argument FAMILY and the options of all families.</summary>
/// <param name="weighsCosts">Whether the command has a use for costs where the family has none.</param>
internal sealed class FamilyOptions(bool weighsCosts = false)
{
    private readonly Argument<string?> family = Families();

    private readonly Setting<long?> maxN = Choice.Whole<long>(ParameterNames.MaxN, "Steps, if known at the start");
    private readonly Setting<long?> steps = Choice.Whole<long>(
        ParameterNames.Steps,
        "The length at which an online schedule is finalised"
    );
    private readonly Setting<int?> ram = Choice.Whole<int>(ParameterNames.SnapshotsInRam, "Slots in RAM");
    private readonly Setting<int?> disk = Choice.Whole<int>(ParameterNames.SnapshotsOnDisk, "Slots on disk");
    private readonly Setting<IReadOnlyList<int>?> slots = Choice.Wholes(
        ParameterNames.Slots,
        "Slots of each level, RAM first, for more than two"
    );
    private readonly Setting<long?> snapshots = Choice.Whole<long>(
        ParameterNames.Snapshots,
        "Slots, or units of storage (mixed, unit-sizes, online)"
    );
    private readonly Setting<long?> restartUnits = Choice.Whole<long>(
        ParameterNames.RestartUnits,
        "Units that restart data take"
    );
    private readonly Setting<long?> dependencyUnits = Choice.Whole<long>(
        ParameterNames.DependencyUnits,
        "Units that the dependencies of a step take"
    );
    private readonly Option<bool?> stifflyAccurate = Choice.Switch(
        ParameterNames.StifflyAccurate,
        "The dependencies of a step also restart the next one"
    );
    private readonly Setting<Storage?> storage = Level(ParameterNames.Storage, "Where the slots are [ram]");
    private readonly Setting<long?> period = Choice.Whole<long>(
        ParameterNames.Period,
        "Steps between the checkpoints on disk"
    );
    private readonly Setting<int?> binomialSnapshots = Choice.Whole<int>(
        ParameterNames.BinomialSnapshots,
        "Additional slots to reverse each period with"
    );
    private readonly Setting<Storage?> binomialStorage = Level(
        ParameterNames.BinomialStorage,
        "Where those are [disk]"
    );
    private readonly Setting<Trajectory?> trajectory = Choice.Word(
        ParameterNames.Trajectory,
        "Which of the optimal advances",
        ("maximum", Trajectory.Maximum),
        ("revolve", Trajectory.Revolve),
        ("largest", Trajectory.Largest)
    );
    private readonly Option<bool?> moveData = Choice.Switch(
        ParameterNames.MoveData,
        "Take the data off the disk as they are read: one adjoint"
    );
    private readonly Option<bool?> oneReadDisk = Choice.Switch(
        ParameterNames.OneReadDisk,
        "Read each checkpoint on disk once"
    );
    private readonly Setting<OnlinePolicy?> policy = Choice.Word(
        ParameterNames.Policy,
        "What to hold while the end is not known",
        ("r2", OnlinePolicy.R2),
        ("r3", OnlinePolicy.R3),
        ("dynamic", OnlinePolicy.Dynamic),
        ("greedy", OnlinePolicy.Greedy),
        ("hybrid", OnlinePolicy.Hybrid),
        ("landmarks", OnlinePolicy.Landmarks)
    );
    private readonly CostOptions costs = new();

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(family);
        foreach (var option in All())
            command.Options.Add(option);
    }

    /// <summary>What the options say; notes on standard error which of them have no effect.</summary>
    /// <exception cref="UsageException">Something is missing, or contradicts something else.</exception>
    public ScheduleSpec Read(ParseResult parsed)
    {
        var entry = Entry(parsed.GetValue(family));
        var spec = new ScheduleSpec
        {
            Family = entry.Family,
            MaxN = entry.IsOffline ? parsed.GetValue(maxN) : null,
            Steps = entry.IsOffline ? null : parsed.GetValue(steps),
            SnapshotsInRam = parsed.GetValue(ram),
            SnapshotsOnDisk = parsed.GetValue(disk),
            Slots = entry.Uses(slots.Name) ? parsed.GetValue(slots) : null,
            Snapshots = parsed.GetValue(snapshots),
            RestartUnits = parsed.GetValue(restartUnits),
            DependencyUnits = parsed.GetValue(dependencyUnits),
            StifflyAccurate = Choice.Value(parsed, stifflyAccurate) ?? false,
            Storage = parsed.GetValue(storage),
            Period = parsed.GetValue(period),
            BinomialSnapshots = parsed.GetValue(binomialSnapshots),
            BinomialStorage = parsed.GetValue(binomialStorage),
            Trajectory = parsed.GetValue(trajectory),
            MoveData = Choice.Value(parsed, moveData) ?? false,
            OneReadDisk = Choice.Value(parsed, oneReadDisk) ?? false,
            Policy = parsed.GetValue(policy),
            Costs = costs.Read(parsed),
        };
        CheckSlots(parsed, spec);
        CheckLength(parsed, entry);
        var missing = entry.Needs.Where(name => !Given(parsed, name) && !InSlots(name, spec)).ToList();
        if (missing.Count > 0)
            throw new UsageException(
                $"{missing[0]} is missing; {entry.Name} needs {string.Join(", ", entry.Needs)}"
                    + (entry.Uses(slots.Name) ? $" (or {slots.Name})" : "")
            );
        NoteWithoutEffect(parsed, entry);
        return spec;
    }

    private IEnumerable<Option> All() =>
        [
            maxN,
            steps,
            ram,
            disk,
            slots,
            snapshots,
            restartUnits,
            dependencyUnits,
            stifflyAccurate,
            storage,
            period,
            binomialSnapshots,
            binomialStorage,
            trajectory,
            moveData,
            oneReadDisk,
            policy,
            .. costs.All,
        ];

    private static FamilyEntry Entry(string? name) =>
        FamilyEntry.All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new UsageException(
            (name is null ? "FAMILY is missing" : $"{name} is no family")
                + $"; allowed: {string.Join(", ", FamilyEntry.All.Select(entry => entry.Name))}"
        );

    private void CheckSlots(ParseResult parsed, ScheduleSpec spec)
    {
        if (spec.Slots is null)
            return;
        foreach (var option in (Option[])[ram, disk])
            if (parsed.GetResult(option) is not null)
                throw new UsageException($"{slots.Name} and {option.Name} contradict each other; allowed: one of them");
    }

    private void CheckLength(ParseResult parsed, FamilyEntry entry)
    {
        if (
            entry.IsOffline
            && parsed.GetValue(steps) is { } told
            && parsed.GetValue(maxN) is { } known
            && told != known
        )
            throw new UsageException(
                $"{steps.Name} {told} and {maxN.Name} {known} contradict each other; {entry.Name} knows its length at the start: allowed: {maxN.Name}"
            );
    }

    private static bool InSlots(string name, ScheduleSpec spec) =>
        spec.Slots is not null && name is ParameterNames.SnapshotsInRam or ParameterNames.SnapshotsOnDisk;

    private bool Given(ParseResult parsed, string name) =>
        parsed.GetResult(All().First(option => option.Name == name)) is not null;

    private void NoteWithoutEffect(ParseResult parsed, FamilyEntry entry)
    {
        foreach (var option in All())
            if (
                parsed.GetResult(option) is not null
                && !entry.Uses(option.Name)
                && !(weighsCosts && ParameterNames.Costs.Contains(option.Name))
            )
                parsed.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on {entry.Name}");
    }

    private static Setting<Storage?> Level(string name, string description) =>
        new Setting<Storage?>(
            name,
            description,
            StorageWord.Allowed,
            word => StorageWord.Parse(word) is { } level ? new(level) : null
        )
        {
            HelpName = "level",
        }.Completing("ram", "disk");

    private static Argument<string?> Families()
    {
        var argument = new Argument<string?>("FAMILY")
        {
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "FAMILY",
            Description = "What to keep, where: " + string.Join(", ", FamilyEntry.All.Select(entry => entry.Name)),
        };
        argument.CompletionSources.Add([.. FamilyEntry.All.Select(entry => entry.Name)]);
        return argument;
    }
}
