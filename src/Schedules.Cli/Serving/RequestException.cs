namespace Schedules.Cli.Serving;

/// <summary>A request that makes no sense: a code for programs, a sentence for people.</summary>
internal sealed class RequestException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
