using System.Runtime.InteropServices;

namespace Schedules.Samples.Burgers;

/// <summary>
/// Turns Ctrl-C and a polite request to end into cancellation, so that the run ends by itself and takes its files with it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration terminate;

    public Interruption()
    {
        Console.CancelKeyPress += OnCtrlC;
        terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                source.Cancel();
            }
        );
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCtrlC;
        terminate.Dispose();
        source.Dispose();
    }

    private void OnCtrlC(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = true;
        source.Cancel();
    }
}
