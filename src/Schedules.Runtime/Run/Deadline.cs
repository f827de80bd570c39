using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>The time by which a run is to have stopped, with what it has still to
/// write then.</summary>
/// <param name="after">The time that it has.</param>
/// <param name="since">When that began, by the stopwatch.</param>
internal sealed class Deadline(TimeSpan after, long since) : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private TimeSpan reserved = TimeSpan.MinValue;

    /// <summary>Cancelled when it is time to stop, or when the user cancels.</summary>
    public CancellationTokenSource With(CancellationToken token)
    {
        Reserve(0, 0, 0);
        return CancellationTokenSource.CreateLinkedTokenSource(source.Token, token);
    }

    /// <summary>Leaves time at the end, the most that it has been told of, in ticks of the
    /// stopwatch.</summary>
    /// <param name="state">What it takes to write the adjoint's state, of which there is twice as much.</param>
    /// <param name="step">What the model may take until it stops.</param>
    /// <param name="stores">What the stores may have to do.</param>
    public void Reserve(long state, long step, long stores)
    {
        var time = Stopwatch.GetElapsedTime(0, 2 * state + step + stores);
        if (time <= reserved)
            return;
        reserved = time;
        var left = after - reserved - Stopwatch.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
            source.Cancel();
        else
            source.CancelAfter(left);
    }

    /// <summary>Message for the user: whether it was the token or the time.</summary>
    public OperationCanceledException Told(OperationCanceledException stopped, CancellationToken token) =>
        token.IsCancellationRequested
            ? new(stopped.Message, stopped, token)
            : new(
                $"the run has stopped in good order before {nameof(RunOptions.StopAfter)}, {after}: with a journal, the same program "
                    + "goes on with it when it is started again",
                stopped,
                source.Token
            );

    public void Dispose() => source.Dispose();
}
