using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>From the core's words of other vocabularies to the facade's and back.</summary>
internal static class LanguageMap
{
    public static Core.LevelNames Names(LevelNames names) =>
        names switch
        {
            LevelNames.Numbered => Core.LevelNames.Numbered,
            LevelNames.MemoryAndDisk => Core.LevelNames.MemoryAndDisk,
            _ => throw Map.NoValue(nameof(names), names),
        };

    public static LevelNames Names(Core.LevelNames names) =>
        names switch
        {
            { IsNumbered: true } => LevelNames.Numbered,
            { IsMemoryAndDisk: true } => LevelNames.MemoryAndDisk,
            _ => throw Map.NoCase(names),
        };

    public static Core.Clearing Clearing(Clearing clearing) =>
        clearing switch
        {
            Interop.Clearing.Always => Core.Clearing.Always,
            Interop.Clearing.WhenFull => Core.Clearing.WhenFull,
            _ => throw Map.NoValue(nameof(clearing), clearing),
        };

    public static Clearing Clearing(Core.Clearing clearing) =>
        clearing switch
        {
            { IsAlways: true } => Interop.Clearing.Always,
            { IsWhenFull: true } => Interop.Clearing.WhenFull,
            _ => throw Map.NoCase(clearing),
        };

    public static Core.ClassicMode Mode(ClassicMode mode) =>
        mode switch
        {
            ClassicMode.Offline => Core.ClassicMode.Offline,
            ClassicMode.Multistage => Core.ClassicMode.Multistage,
            ClassicMode.Online => Core.ClassicMode.Online,
            _ => throw Map.NoValue(nameof(mode), mode),
        };

    public static ClassicMode Mode(Core.ClassicMode mode) =>
        mode switch
        {
            { IsOffline: true } => ClassicMode.Offline,
            { IsMultistage: true } => ClassicMode.Multistage,
            { IsOnline: true } => ClassicMode.Online,
            _ => throw Map.NoCase(mode),
        };

    public static Storage? Optional(FSharpValueOption<Core.Storage> value) =>
        value.IsSome ? Map.Storage(value.Value) : null;

    public static FSharpValueOption<Core.Storage> Optional(Storage? value) =>
        value is { } storage
            ? FSharpValueOption<Core.Storage>.NewValueSome(Map.Storage(storage))
            : FSharpValueOption<Core.Storage>.ValueNone;

    public static void Check(FSharpValueOption<Core.Untranslated> wrong)
    {
        if (wrong.IsSome)
            throw new TranslationException(wrong.Value);
    }

    public static T Value<T>(FSharpResult<T, Core.Untranslated> result) =>
        result.IsOk ? result.ResultValue : throw new TranslationException(result.ErrorValue);

    public static T Value<T>(FSharpResult<T, Core.ReadError> result) =>
        result.IsOk ? result.ResultValue : throw new TranslationException(result.ErrorValue);
}
