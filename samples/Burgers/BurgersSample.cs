using System.CommandLine;

namespace Schedules.Samples.Burgers;

/// <summary>The sample as a command, for a program of its own and for others
/// that offer it.</summary>
public static class BurgersSample
{
    /// <summary>What it does.</summary>
    public const string Description =
        "The gradient of the energy at the end of a Burgers flow by its initial condition, checkpointed and verified.";

    /// <summary>Gives a command the options of the sample, and what it does: exit code 0 if all is
    /// well, 1 if the run fails, 2 if the options do not go together.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    public static void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        new BurgersCommand().AddTo(
            command,
            settings => Invocation.Run(cancellation => new Session(Terminal.Create(), settings, cancellation).Run())
        );
    }
}
