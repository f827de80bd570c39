using System.Runtime.CompilerServices;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>From the core's types to the facade's and back; errors become exceptions that name the
/// parameter.</summary>
internal static class Map
{
    // As comparisons, for each action has one or two: a switch is not taken into its caller.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Storage Storage(Core.Storage storage) =>
        storage.Tag == Core.Storage.Tags.Work ? Interop.Storage.Work
        : storage.Tag == Core.Storage.Tags.Level ? (Storage)storage.level
        : storage.Tag == Core.Storage.Tags.Nowhere ? Interop.Storage.None
        : throw NoCase(storage);

    public static Core.Storage Storage(Storage storage) =>
        storage switch
        {
            Interop.Storage.None => Core.Storage.Nowhere,
            Interop.Storage.Work => Core.Storage.Work,
            _ => Core.Storage.NewLevel((int)storage),
        };

    public static Core.Trajectory Trajectory(Trajectory trajectory) =>
        trajectory switch
        {
            Interop.Trajectory.Largest => Core.Trajectory.Largest,
            Interop.Trajectory.Maximum => Core.Trajectory.Maximum,
            Interop.Trajectory.Revolve => Core.Trajectory.Revolve,
            _ => throw NoValue(nameof(trajectory), trajectory),
        };

    public static Core.OnlinePolicy Policy(OnlinePolicy policy) =>
        policy switch
        {
            OnlinePolicy.R2 => Core.OnlinePolicy.R2,
            OnlinePolicy.R3 => Core.OnlinePolicy.R3,
            OnlinePolicy.Dynamic => Core.OnlinePolicy.Dynamic,
            OnlinePolicy.Hybrid => Core.OnlinePolicy.Hybrid,
            OnlinePolicy.Greedy => Core.OnlinePolicy.Greedy,
            OnlinePolicy.Landmarks => Core.OnlinePolicy.Landmarks,
            _ => throw NoValue(nameof(policy), policy),
        };

    /// <summary>A case of the core's that this facade does not know: a mistake in it.</summary>
    public static InvalidOperationException NoCase<T>(T value) => new($"{typeof(T).Name} has a case {value}");

    public static ArgumentOutOfRangeException NoValue<T>(string parameter, T value)
        where T : struct, Enum =>
        new(parameter, value, $"{parameter} is {value}; allowed: {string.Join(", ", Enum.GetNames<T>())}");

    public static FSharpList<int> List(IReadOnlyList<int> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        return ListModule.OfSeq(slots);
    }

    public static T? Optional<T>(FSharpValueOption<T> value)
        where T : class => value.IsSome ? value.Value : null;

    public static long? Optional(FSharpValueOption<long> value) => value.IsSome ? value.Value : null;

    public static FSharpValueOption<long> Optional(long? value) =>
        value is { } number ? FSharpValueOption<long>.NewValueSome(number) : FSharpValueOption<long>.ValueNone;

    /// <summary>A sequence in the core's types, checked as it is read.</summary>
    public static IEnumerable<TCore> All<T, TCore>(
        IEnumerable<T> values,
        Func<T, TCore> toCore,
        [CallerArgumentExpression(nameof(values))] string name = ""
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.Select(value =>
            value is null ? throw new ArgumentException("an item is null", name) : toCore(value)
        );
    }

    public static Core.Adjoints Adjoints(long? adjoints) =>
        adjoints is { } count ? Core.Adjoints.NewTimes(count) : Core.Adjoints.AnyNumber;

    public static long? Adjoints(Core.Adjoints adjoints) => adjoints.IsTimes ? adjoints.count : null;

    public static T Value<T>(FSharpResult<T, Core.SpecError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.SetLengthError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.RecoveryError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.TextError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    private static Exception Exception(Core.TextError error) =>
        error switch
        {
            Core.TextError.Refused e => Exception(e.error),
            Core.TextError.NotRestored e => Exception(e.error),
            { IsNotJson: true }
            or { IsNotAnObject: true }
            or { IsMissing: true }
            or { IsNotExpected: true }
            or { IsWrong: true }
            or { IsFormat: true }
            or { IsNoFamily: true }
            or { IsNoStart: true }
            or { IsChanged: true }
            or { IsOtherSpec: true } => new FormatException($"{error}"),
            _ => throw NoCase(error),
        };

    private static ArgumentException Exception(Core.RecoveryError error) =>
        error is Core.RecoveryError.OutOfRange e
            ? new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}")
            : new ArgumentException($"{error}", error.Parameter);

    public static T Value<T>(FSharpResult<T, Core.ParseError> result) =>
        result.IsOk ? result.ResultValue : throw new FormatException($"{result.ErrorValue}");

    public static Exception Exception(Core.SpecError error) =>
        error switch
        {
            Core.SpecError.LengthOpen => new InvalidOperationException($"{error}: WithSteps gives it"),
            Core.SpecError.TooLarge => new OverflowException($"{error}"),
            Core.SpecError.OutOfRange e => new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}"),
            Core.SpecError.NotARate e => new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}"),
            Core.SpecError.NotACost e => new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}"),
            Core.SpecError.NotALevel e => new ArgumentOutOfRangeException(e.parameter, Storage(e.value), $"{e}"),
            Core.SpecError.NoSlot
            or Core.SpecError.NoLevels
            or Core.SpecError.TooManyStates
            or Core.SpecError.NothingToKeep => new ArgumentOutOfRangeException(error.Parameter, $"{error}"),
            _ => throw NoCase(error),
        };

    private static Exception Exception(Core.SetLengthError error) =>
        error is Core.SetLengthError.OutOfRange e
            ? new ArgumentOutOfRangeException("n", e.length, $"{e}")
            : new InvalidOperationException($"{error}");
}
