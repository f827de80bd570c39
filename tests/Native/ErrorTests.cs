using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>Errors have the texts that they have elsewhere: what formats them is there when compiled
/// ahead of time, whatever the trimmer warns of.</summary>
public sealed class ErrorTests
{
    private static readonly string[] Values =
    [
        "",
        "x",
        "-1",
        "0",
        "3000000000",
        "99999999999999999999",
        "work",
        "1,x",
        "1.5",
    ];

    [PublishedFact("python3")]
    public void Errors_are_those_of_the_core()
    {
        string[] specs =
        [
            .. RandomSpecs.Take(60, Schedules.Tests.Campaign.Seed).SelectMany(Wrong).Distinct(),
            "{}",
            "{\"format\":2}",
            "{\"format\":1,\"family\":\"nix\"}",
            "{\"format\":1,\"family\":\"revolve\",\"steps\":1.5}",
        ];
        Assert.True(specs.Length > 1000);
        var said = Driver.Python("errors", string.Join('\n', specs)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(specs.Select(Error), said);
    }

    private static IEnumerable<string> Wrong(string spec)
    {
        var words = spec.Split(' ');
        yield return words[0];
        yield return $"{spec} nix=1";
        for (var at = 1; at < words.Length; at++)
        {
            yield return string.Join(' ', words.Where((_, other) => other != at));
            foreach (var value in Values)
                yield return string.Join(
                    ' ',
                    words.Select((word, other) => other == at ? $"{word.Split('=')[0]}={value}" : word)
                );
        }
    }

    private static string Error(string spec)
    {
        try
        {
            CheckpointSchedule.Parse(spec);
            return "fine";
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return $"{Failure.Of(wrong)} {Failure.Last}";
        }
    }
}
