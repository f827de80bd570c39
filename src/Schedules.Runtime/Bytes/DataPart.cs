namespace Schedules.Runtime;

/// <summary>The data that a model writes or reads, for messages.</summary>
/// <param name="Name">The end of the names of the methods that do so; null for data of no model.</param>
/// <param name="Size">The name of the member that gives their size.</param>
/// <param name="Step">The step that they are of.</param>
internal readonly record struct DataPart(string? Name, string Size, long Step)
{
    public static DataPart Restart(long step) => new("Restart", "RestartBytes", step);

    public static DataPart Dependencies(long step) => new("Dependencies", "DependencyBytes", step);

    public static DataPart Adjoint(long step) => new("Adjoint", "AdjointBytes", step);

    /// <summary>More bytes are asked for than there are.</summary>
    /// <param name="verb">Write or Read.</param>
    /// <param name="asked">Bytes asked for.</param>
    /// <param name="left">Bytes that are left.</param>
    /// <param name="length">All bytes.</param>
    public InvalidOperationException TooMany(string verb, long asked, long left, long length) =>
        new(
            (verb == "Write" ? $"{asked} bytes are to be written" : $"{asked} bytes are to be read")
                + $", and {left} of {length} bytes are left"
                + Where(verb)
        );

    /// <summary>Bytes are left at the end.</summary>
    public InvalidOperationException TooFew(string verb, long left, long length) =>
        new($"{left} of {length} bytes are left, and not {(verb == "Write" ? "written" : "read")}" + Where(verb));

    private string Where(string verb) =>
        Name is null ? "." : $": {verb}{Name} of step {Step} and {Size} of the model do not agree";
}
