using System.CommandLine;

namespace Schedules.Samples.Burgers;

/// <summary>The sample as a command, for a program of its own and for others that offer it.</summary>
public static class BurgersSample
{
    /// <summary>What it does.</summary>
    public const string Description =
        "The gradient of the energy at the end of a Burgers flow by its initial condition, checkpointed and verified.";

    private const int Success = 0;
    private const int Failure = 1;
    private const int BadUsage = 2;

    /// <summary>Gives a command the options of the sample, and what it does: exit code 0 if all is well, 1 if the run fails, 2 if
    /// the options do not go together.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    public static void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        new BurgersCommand().AddTo(command, Run);
    }

    private static int Run(Settings settings)
    {
        using var interruption = new Interruption();
        try
        {
            var complaints = new Session(Terminal.Create(), settings, interruption.Token).Run();
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
            // Whatever it is (a full disk, a flow that Newton's method cannot follow), people get a line and not a stack trace.
            Console.Error.WriteLine($"failed: {failure.Message}");
            return Failure;
        }
    }
}
