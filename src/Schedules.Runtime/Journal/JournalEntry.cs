using System.Text.Json.Serialization;

namespace Schedules.Runtime;

/// <summary>All that a journal holds: what is calculated, how far it is, and what the adjoint's
/// state was there.</summary>
internal sealed record JournalEntry
{
    /// <summary>More actions than the core goes through to find out where a run stood.</summary>
    private const long MaxActions = 1L << 40;

    public required Guid Run { get; init; }

    /// <summary>The schedule that the user gave, as text.</summary>
    public required string Schedule { get; init; }

    /// <summary>The schedule that is gone through since the run was last resumed: the same, if it
    /// never was.</summary>
    public required string Current { get; init; }

    public required ModelSignature Model { get; init; }

    /// <summary>Precision of the doubles in the checkpoints.</summary>
    public required StoredPrecision Precision { get; init; }

    /// <summary>The SHA-256 of the model's restart data at step 0: another control has others, as
    /// far as it is in them.</summary>
    public required string Start { get; init; }

    /// <summary>The number of steps, once known.</summary>
    public long? Steps { get; init; }

    /// <summary>Actions of the current schedule that have been carried out for certain, as far as
    /// checkpoints go: the last may be a Reverse, which touches none, that goes on.</summary>
    public required long Actions { get; init; }

    /// <summary>The number that is added to the indices of the current schedule's actions where
    /// checkpoints are labelled with them.</summary>
    public required long SequenceBase { get; init; }

    /// <summary>Adjoint steps done, up to the state written.</summary>
    public required long Reversed { get; init; }

    /// <summary>Adjoint calculations completed before.</summary>
    public required long Completed { get; init; }

    /// <summary>The file with the adjoint's state; null if none has been written.</summary>
    public StateFile? Adjoint { get; init; }

    /// <summary>The process among those that run together, and their number; null if there is
    /// but one.</summary>
    public RankPlace? Place { get; init; }

    /// <summary>The number of this entry among those of the run, the same on all ranks.</summary>
    public long Epoch { get; init; }

    /// <summary>The entry before, if the run has many ranks: one of them may not have come to
    /// this one.</summary>
    public JournalEntry? Previous { get; init; }

    /// <summary>A number for the run and what it says of it, the same on all ranks.</summary>
    public long Key() =>
        StableHash.Of($"{Run} {Epoch} {Current} {Steps} {Actions} {SequenceBase} {Reversed} {Completed}");

    /// <summary>The impossible value; null if there is none.</summary>
    public string? Fault() =>
        Actions is < 0 or > MaxActions ? $"Actions is {Actions}"
        : SequenceBase is < 0 or > long.MaxValue - 2 * MaxActions ? $"SequenceBase is {SequenceBase}"
        : Steps < 1 ? $"Steps is {Steps}"
        : !Enum.IsDefined(Precision) ? $"Precision is {Precision}"
        : Completed is < 0 or long.MaxValue ? $"Completed is {Completed}"
        : Reversed < 0 || Reversed > (Steps ?? 0) ? $"Reversed is {Reversed}, of {Steps ?? 0} steps"
        : Reversed > 0 && Adjoint is null ? $"{Reversed} steps had been reversed, and there is no state of the adjoint"
        : Reversed == 0 && Adjoint is not null ? "no step had been reversed, and there is a state of the adjoint"
        : Place is { } place && (place.Size < 2 || place.Rank < 0 || place.Rank >= place.Size)
            ? $"it is of rank {place.Rank} of {place.Size}"
        : Epoch < 0 ? $"Epoch is {Epoch}"
        : Previous is { Previous: not null } ? "it has more than one entry before"
        : Previous?.Fault() ?? Adjoint?.Fault();
}

/// <summary>The properties of a model that have to be the same when a run goes on.</summary>
/// <param name="Identity">What it says of itself.</param>
/// <param name="RestartBytes">Of step 0, where it stands.</param>
/// <param name="KeepsDependencies">Whether it has bytes for dependencies: how many may depend on its state.</param>
/// <param name="HasAdjointState">Whether it has a state of the adjoint.</param>
/// <param name="AdjointCount">Adjoints taken back together.</param>
internal sealed record ModelSignature(
    string Identity,
    long RestartBytes,
    bool KeepsDependencies,
    bool HasAdjointState,
    int AdjointCount
)
{
    /// <summary>The identity of a model.</summary>
    /// <exception cref="ArgumentException">The model does not say what it is.</exception>
    public static string IdentityOf(IAdjointModel model) =>
        model.Identity is { Length: > 0 } identity
            ? identity
            : throw new ArgumentException(
                "a run with a journal needs a model with an Identity, a text with all that changes the result, the control "
                    + "included: else it would be resumed with another model",
                nameof(model)
            );

    /// <summary>The signature of a model that stands at the start of step 0: elsewhere it may give
    /// other sizes.</summary>
    /// <exception cref="ArgumentException">The model does not say what it is.</exception>
    public static ModelSignature Of(IAdjointModel model) =>
        new(
            IdentityOf(model),
            model.RestartBytes(0),
            model.DependencyBytes(0) > 0,
            model is IAdjointState,
            model.AdjointCount
        );
}

/// <summary>A file beside the journal, as it has to be.</summary>
internal sealed record StateFile(string Name, long Bytes, uint Crc)
{
    /// <summary>Beginning of the name, before digits.</summary>
    public const string Prefix = "adjoint-";

    /// <summary>End of the name.</summary>
    public const string Suffix = ".state";

    /// <summary>Whether a file can have been given this name here: no other is
    /// ever removed.</summary>
    public static bool IsName(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && name.Length > Prefix.Length + Suffix.Length
        && name.AsSpan(Prefix.Length..^Suffix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The impossible value; null if there is none.</summary>
    public string? Fault() =>
        !IsName(Name) ? "the file of the adjoint's state has a name that it cannot have"
        : Bytes < 1 ? $"the adjoint's state has {Bytes} bytes"
        : null;
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
