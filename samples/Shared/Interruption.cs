using System.Runtime.InteropServices;

namespace Schedules.Samples;

/// <summary>
/// Turns Ctrl-C, a polite request to end and the closing of the terminal into cancellation, so that
/// the run ends by itself and takes its files with it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] others;

    public Interruption()
    {
        Console.CancelKeyPress += OnCtrlC;
        others =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCtrlC;
        foreach (var other in others)
            other.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }

    private void OnCtrlC(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = true;
        source.Cancel();
    }
}
