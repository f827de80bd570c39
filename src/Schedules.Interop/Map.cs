using System.Runtime.CompilerServices;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>From the core's types to the facade's and back; errors become exceptions that name the parameter.</summary>
internal static class Map
{
    public static Storage Storage(Core.Storage storage) =>
        storage.Tag switch
        {
            Core.Storage.Tags.Nowhere => Interop.Storage.None,
            Core.Storage.Tags.Work => Interop.Storage.Work,
            _ => (Storage)storage.level,
        };

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
            _ => throw new ArgumentOutOfRangeException(
                nameof(trajectory),
                trajectory,
                "allowed: Largest, Maximum, Revolve"
            ),
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
            _ => throw new ArgumentOutOfRangeException(
                nameof(policy),
                policy,
                $"policy is {policy}; allowed: {string.Join(", ", Enum.GetNames<OnlinePolicy>())}"
            ),
        };

    public static Core.LevelNames Names(LevelNames names) =>
        names switch
        {
            LevelNames.Numbered => Core.LevelNames.Numbered,
            LevelNames.MemoryAndDisk => Core.LevelNames.MemoryAndDisk,
            _ => throw NoValue(nameof(names), names),
        };

    public static Core.Clearing Clearing(Clearing clearing) =>
        clearing switch
        {
            Interop.Clearing.Always => Core.Clearing.Always,
            Interop.Clearing.WhenFull => Core.Clearing.WhenFull,
            _ => throw NoValue(nameof(clearing), clearing),
        };

    public static Core.ClassicMode Mode(ClassicMode mode) =>
        mode switch
        {
            ClassicMode.Offline => Core.ClassicMode.Offline,
            ClassicMode.Multistage => Core.ClassicMode.Multistage,
            ClassicMode.Online => Core.ClassicMode.Online,
            _ => throw NoValue(nameof(mode), mode),
        };

    private static ArgumentOutOfRangeException NoValue<T>(string parameter, T value)
        where T : struct, Enum =>
        new(parameter, value, $"{parameter} is {value}; allowed: {string.Join(", ", Enum.GetNames<T>())}");

    public static Core.CostModel Costs(CostModel? costs) => (costs ?? CostModel.Standard).ToCore;

    public static FSharpList<int> List(IReadOnlyList<int> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        return ListModule.OfSeq(slots);
    }

    public static long? Optional(FSharpValueOption<long> value) => value.IsSome ? value.Value : null;

    public static FSharpValueOption<long> Optional(long? value) =>
        value is { } number ? FSharpValueOption<long>.NewValueSome(number) : FSharpValueOption<long>.ValueNone;

    public static Storage? Optional(FSharpValueOption<Core.Storage> value) =>
        value.IsSome ? Storage(value.Value) : null;

    public static FSharpValueOption<Core.Storage> Optional(Storage? value) =>
        value is { } storage
            ? FSharpValueOption<Core.Storage>.NewValueSome(Storage(storage))
            : FSharpValueOption<Core.Storage>.ValueNone;

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

    public static IEnumerable<Core.Action> Actions(IEnumerable<CheckpointAction> actions) =>
        All(actions, action => action.ToCore());

    public static Core.Adjoints Adjoints(long? adjoints) =>
        adjoints is { } count ? Core.Adjoints.NewTimes(count) : Core.Adjoints.AnyNumber;

    public static long? Adjoints(Core.Adjoints adjoints) => adjoints.IsTimes ? adjoints.count : null;

    public static T Value<T>(FSharpResult<T, Core.SpecError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.FinaliseError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.Violation> result) =>
        result.IsOk ? result.ResultValue : throw new InvalidScheduleException(Violation.From(result.ErrorValue));

    public static T Value<T>(FSharpResult<T, Core.PictureError> result) =>
        result.IsOk ? result.ResultValue : throw Exception(result.ErrorValue);

    private static Exception Exception(Core.PictureError error) =>
        error switch
        {
            Core.PictureError.Refused e => Exception(e.error),
            Core.PictureError.Invalid e => new InvalidScheduleException(Violation.From(e.violation)),
            Core.PictureError.TooWide e => new ArgumentOutOfRangeException("Width", e.width, $"{e}"),
            _ => new ArgumentOutOfRangeException("actions", $"{error}"),
        };

    public static T Value<T>(FSharpResult<T, Core.Untranslated> result) =>
        result.IsOk ? result.ResultValue : throw new TranslationException(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.ReadError> result) =>
        result.IsOk ? result.ResultValue : throw new TranslationException(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.ParseError> result) =>
        result.IsOk ? result.ResultValue : throw new FormatException($"{result.ErrorValue}");

    private static Exception Exception(Core.SpecError error) =>
        error switch
        {
            Core.SpecError.LengthOpen => new InvalidOperationException($"{error}: WithSteps gives it"),
            Core.SpecError.TooLarge => new OverflowException($"{error}"),
            Core.SpecError.OutOfRange e => new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}"),
            Core.SpecError.NotACost e => new ArgumentOutOfRangeException(e.parameter, e.value, $"{e}"),
            Core.SpecError.NotALevel e => new ArgumentOutOfRangeException(e.parameter, Storage(e.value), $"{e}"),
            _ => new ArgumentOutOfRangeException(error.Parameter, $"{error}"),
        };

    private static Exception Exception(Core.FinaliseError error) =>
        error is Core.FinaliseError.OutOfRange e
            ? new ArgumentOutOfRangeException("n", e.length, $"{e}")
            : new InvalidOperationException($"{error}");
}
