namespace Schedules.Samples;

/// <summary>What a sample says to whoever started it: exit codes, and one line for each thing
/// that is wrong.</summary>
internal static class Invocation
{
    /// <summary>The exit code for wrong use.</summary>
    public const int BadUsage = 2;

    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>Runs a session, which gives what is not as it must be.</summary>
    public static int Run(Func<CancellationToken, IReadOnlyList<string>> session)
    {
        using var interruption = new Interruption();
        try
        {
            var complaints = session(interruption.Token);
            foreach (var complaint in complaints)
                Console.Error.WriteLine($"failed: {complaint}");
            return complaints.Count == 0 ? Success : Failure;
        }
        catch (SettingsException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return BadUsage;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("interrupted");
            return Failure;
        }
        catch (Exception failure)
        {
            // Whatever it is (a full disk, a flow that Newton's method cannot follow), people get a
            // line and not a stack trace.
            Console.Error.WriteLine($"failed: {failure.Message}");
            return Failure;
        }
    }
}
