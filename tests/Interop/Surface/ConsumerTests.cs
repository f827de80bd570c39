using System.Text.Json;
using Microsoft.FSharp.Core;
using Schedules.Interop.Consumer;

namespace Schedules.Interop.Tests;

/// <summary>Who refers to the facade is compiled against it alone, and gets the core
/// when it runs.</summary>
public class ConsumerTests
{
    private static readonly JsonElement Libraries = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Consumer.assets.json")))
        .RootElement.GetProperty("targets")
        .EnumerateObject()
        .First()
        .Value;

    [Fact]
    public void A_consumer_is_compiled_with_the_facade_and_without_the_core()
    {
        Assert.NotEmpty(Assets("Schedules.Interop", "compile"));
        Assert.Empty(Assets("Schedules.FSharp", "compile"));
        Assert.Empty(Assets("FSharp.Core", "compile"));
    }

    [Fact]
    public void A_consumer_runs_with_the_facade_and_the_core()
    {
        Assert.NotEmpty(Assets("Schedules.Interop", "runtime"));
        Assert.NotEmpty(Assets("Schedules.FSharp", "runtime"));
    }

    [Fact]
    public void A_compiled_consumer_refers_to_no_assembly_of_fsharp()
    {
        var references = typeof(Solver).Assembly.GetReferencedAssemblies().Select(name => name.Name);
        Assert.Contains(typeof(CheckpointSchedule).Assembly.GetName().Name, references);
        Assert.DoesNotContain(typeof(FSharp.Schedule).Assembly.GetName().Name, references);
        Assert.DoesNotContain(typeof(Unit).Assembly.GetName().Name, references);
    }

    private static IEnumerable<string> Assets(string library, string kind) =>
        from entry in Libraries.EnumerateObject()
        where entry.Name.StartsWith(library + "/", StringComparison.Ordinal)
        where entry.Value.TryGetProperty(kind, out _)
        from asset in entry.Value.GetProperty(kind).EnumerateObject()
        where !asset.Name.EndsWith("_._", StringComparison.Ordinal)
        select asset.Name;
}
