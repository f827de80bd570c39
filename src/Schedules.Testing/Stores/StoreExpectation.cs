using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>What a call of a store is to do: succeed, or throw.</summary>
/// <param name="behind">The store behind, which fails where it is to; null if there is none.</param>
internal sealed class StoreExpectation(FaultyStore? behind)
{
    /// <summary>Whether the store behind fails in the next <see cref="Try"/>.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether the next call comes from another thread.</summary>
    public bool Elsewhere { get; set; }

    /// <summary>A call that is to succeed.</summary>
    public Fault? Success(string call, Action act) =>
        Run(act) is { } error ? new("a call that is allowed succeeds", $"{call}: {Text(error)}", null, error) : null;

    /// <summary>A call that is to succeed, unless a store behind fails for the sake of the
    /// test.</summary>
    /// <param name="call">The call, in words.</param>
    /// <param name="act">The call.</param>
    /// <param name="done">Whether it has done what it is to do.</param>
    public Fault? Try(string call, Action act, out bool done)
    {
        var failed = behind?.Failed;
        behind?.Fails = Fails;
        var error = Run(act);
        behind?.Fails = false;
        done = error is null;
        return done || behind?.Failed > failed
            ? null
            : new("a call that is allowed succeeds", $"{call}: {Text(error!)}", null, error);
    }

    /// <summary>A call that is to throw anything.</summary>
    public Fault? Refusal(string law, string call, Action act) =>
        Run(act) is null ? new(law, $"{call}: it throws nothing") : null;

    /// <summary>A call that is to throw an error of the store.</summary>
    public Fault? StoreError(string law, string call, Action act) =>
        Run(act) is { } error
            ? error is CheckpointStoreException
                ? null
                : new(law, $"{call}: {Text(error)}; expected is a {nameof(CheckpointStoreException)}", null, error)
            : new(law, $"{call}: it throws nothing");

    private Exception? Run(Action act)
    {
        Exception? thrown = null;
        void Attempt()
        {
            try
            {
                act();
            }
            catch (Exception error)
            {
                thrown = error;
            }
        }

        if (Elsewhere)
        {
            var thread = new Thread(Attempt);
            thread.Start();
            thread.Join();
        }
        else
        {
            Attempt();
        }

        return thrown;
    }

    private static string Text(Exception error) => $"it throws {error.GetType().Name}: {error.Message}";
}
