namespace Schedules.Testing;

/// <summary>Random values with smaller ones for each, so that a counterexample is small. The same
/// seed gives the same values.</summary>
/// <typeparam name="T">Their type.</typeparam>
public sealed class Generator<T>
{
    private const int MostAttempts = 3000;

    private readonly Func<Random, T> next;
    private readonly Func<T, IEnumerable<T>> shrink;

    /// <summary>Makes one.</summary>
    /// <param name="next">A value from random numbers.</param>
    /// <param name="shrink">Smaller values than one that is given, the smallest first; null for none.</param>
    public Generator(Func<Random, T> next, Func<T, IEnumerable<T>>? shrink = null)
    {
        ArgumentNullException.ThrowIfNull(next);
        this.next = next;
        this.shrink = shrink ?? (_ => []);
    }

    /// <summary>A value.</summary>
    /// <param name="random">The source of random numbers.</param>
    public T Next(Random random) => next(random);

    /// <summary>Smaller values, the smallest first.</summary>
    /// <param name="value">A value of this generator.</param>
    public IEnumerable<T> Shrink(T value) => shrink(value);

    /// <summary>So many values.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    public IEnumerable<T> Sample(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => next(random));
    }

    /// <summary>Checks something of many values, and shrinks the first for which it does not
    /// hold.</summary>
    /// <param name="law">Throws where it does not hold: any exception.</param>
    /// <param name="tests">How many values.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="LawException">It does not hold: carries the smallest
    /// value found.</exception>
    public void ForAll(Action<T> law, int tests = 100, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(law);
        Check(value => Attempt(law, value), tests, seed);
    }

    /// <summary>As <see cref="ForAll"/>, for a check that says what is wrong.</summary>
    internal void Check(Func<T, Fault?> law, int tests, int seed)
    {
        foreach (var value in Sample(tests, seed))
            if (law(value) is { } fault)
            {
                var (smallest, reason) = Smallest(value, fault, law);
                throw reason.In(smallest!);
            }
    }

    private (T Value, Fault Fault) Smallest(T value, Fault fault, Func<T, Fault?> law)
    {
        for (var attempts = 0; attempts < MostAttempts; )
        {
            var found = false;
            foreach (var smaller in shrink(value))
            {
                if (++attempts > MostAttempts)
                    break;
                if (law(smaller) is not { } same)
                    continue;
                (value, fault, found) = (smaller, same, true);
                break;
            }

            if (!found)
                break;
        }

        return (value, fault);
    }

    private static Fault? Attempt(Action<T> law, T value)
    {
        try
        {
            law(value);
            return null;
        }
        catch (LawException error)
        {
            return new(error.Law, error.Reason, error.Counterexample, error.InnerException);
        }
        catch (Exception error)
        {
            return new("for all values", $"{error.GetType().Name}: {error.Message}", null, error);
        }
    }
}
