namespace Schedules.Samples;

/// <summary>What a sample says to whoever started it: exit codes, and one line for each thing
/// that is wrong.</summary>
internal static class Invocation
{
    /// <summary>The exit code for wrong use.</summary>
    public const int BadUsage = 2;

    /// <summary>The exit code if all is well.</summary>
    public const int Success = 0;

    /// <summary>The exit code if it is not.</summary>
    public const int Failure = 1;

    /// <summary>Runs a session, which gives what is not as it must be.</summary>
    public static int Run(Func<CancellationToken, IReadOnlyList<string>> session) =>
        End(cancellation => Report(session(cancellation)));

    /// <summary>Says what is not as it must be, and gives the exit code.</summary>
    public static int Report(IReadOnlyList<string> complaints)
    {
        foreach (var complaint in complaints)
            Console.Error.WriteLine($"failed: {complaint}");
        return complaints.Count == 0 ? Success : Failure;
    }

    /// <summary>Runs a session, which gives an exit code or throws.</summary>
    public static int End(Func<CancellationToken, int> session)
    {
        using var interruption = new Interruption();
        try
        {
            return session(interruption.Token);
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
