namespace Schedules.Interop.Tests;

/// <summary>The public surface is a text file, so that a change of it shows in a review.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down() =>
        PublicSurface.IsWrittenDown(typeof(CheckpointSchedule), "Interop");

    [Fact]
    public void The_surface_shows_every_kind_of_member()
    {
        var lines = Signature.Of(typeof(Sample).Assembly).SkipWhile(line => !line.Contains(nameof(Sample)));
        string[] expected =
        [
            "abstract class Schedules.Interop.Tests.Sample : IDisposable",
            "    abstract void Dispose()",
            "    const int Constant = 3",
            "    int? Initialised { get; init; }",
            "    protected int Changed { get; set; }",
            "    protected new()",
            "    static IReadOnlyList<string?> Generic(List<int>? list, out bool found, int count = 7)",
        ];
        Assert.Equal(expected, lines.Take(expected.Length));
    }
}

/// <summary>A member of each kind.</summary>
public abstract class Sample : IDisposable
{
    /// <summary>A constant.</summary>
    public const int Constant = 3;

    /// <summary>Set once.</summary>
    public int? Initialised { get; init; }

    /// <summary>Seen by who derives.</summary>
    protected int Changed { get; set; }

    /// <summary>What a signature can say.</summary>
    public static IReadOnlyList<string?> Generic(List<int>? list, out bool found, int count = 7)
    {
        found = list is not null;
        return new string?[count];
    }

    /// <summary>Abstract.</summary>
    public abstract void Dispose();
}
