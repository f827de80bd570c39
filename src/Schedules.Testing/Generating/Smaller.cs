namespace Schedules.Testing;

/// <summary>Smaller values than one, the smallest first.</summary>
internal static class Smaller
{
    /// <summary>The least, then halfway to the number, and so on to the one before it.</summary>
    public static IEnumerable<long> Numbers(long number, long least = 0)
    {
        for (var less = number - least; less > 0; less /= 2)
            yield return number - less;
    }

    /// <summary>Lists without some in a row: half of them, a quarter, … one; then with one of them
    /// smaller.</summary>
    public static IEnumerable<IReadOnlyList<T>> Lists<T>(IReadOnlyList<T> list, Func<T, IEnumerable<T>> items)
    {
        for (var length = (list.Count + 1) / 2; length > 0; length /= 2)
        for (var first = 0; first + length <= list.Count; first += length)
            yield return [.. list.Take(first), .. list.Skip(first + length)];
        for (var i = 0; i < list.Count; i++)
            foreach (var item in items(list[i]))
                yield return [.. list.Take(i), item, .. list.Skip(i + 1)];
    }
}
