using System.Security.Cryptography;
using System.Text;

namespace Schedules.Runtime;

// What the ranks agree on as a run begins or goes on.
internal sealed partial class Agreement
{
    private const int MostText = 2000;

    /// <summary>Whether all ranks have the same number.</summary>
    public bool IsSame(long number)
    {
        var (most, least) = Range(number);
        return most == least;
    }

    /// <summary>Whether any rank says so.</summary>
    public bool Any(bool vote) => Range(vote ? 1 : 0).Most > 0;

    /// <summary>The greatest and the least of the numbers that the ranks have.</summary>
    /// <exception cref="GroupException">One has failed.</exception>
    public (long Most, long Least) Range(long number)
    {
        Array.Fill(votes, 0);
        Vote(Slot.Position, number);
        Vote(Slot.LeastPosition, -number);
        Count();
        ThrowIfFailed();
        // A rank that stops by itself is not at its next meeting either.
        if (StopOf() is { } rank)
            throw Stopped(rank);
        return (Sum(Slot.Position), -Sum(Slot.LeastPosition));
    }

    /// <summary>Those of the numbers, each 0 or more and there once, that all ranks have.</summary>
    public HashSet<long> Common(IEnumerable<long> numbers)
    {
        var (own, common, next) = (numbers.Order().ToArray(), new HashSet<long>(), 0);
        while (true)
        {
            // The least that is left on each: below the greatest of these nothing is on all.
            var (most, least) = Range(next < own.Length ? own[next] : long.MaxValue);
            if (most == long.MaxValue)
                return common;
            if (most == least)
                common.Add(most);
            while (next < own.Length && own[next] < (most == least ? most + 1 : most))
                next++;
        }
    }

    /// <summary>Refuses, on all ranks, what is not the same on all.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="text">What it is here.</param>
    /// <exception cref="GroupException">It is not the same, or a rank has failed.</exception>
    public void CheckSame(string what, string text)
    {
        _ = Any(false);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var other = Range(hash == Share(0, hash) ? 0 : group.Size - group.Rank).Most;
        if (other == 0)
            return;
        var rank = group.Size - (int)other;
        var (first, differs) = (Share(0, text), Share(rank, text));
        throw Told(
            new GroupException(
                $"{what} of rank {rank} is {differs}, and that of rank 0 is {first}: start the same on all ranks",
                rank
            )
        );
    }

    /// <summary>Refuses on all ranks, in the same words, what any of them refuses.</summary>
    /// <param name="check">Refuses it here, or does not.</param>
    /// <exception cref="JournalException">A rank does.</exception>
    /// <exception cref="GroupException">A rank has failed.</exception>
    public void RefuseTogether(Action check)
    {
        JournalException? own = null;
        try
        {
            check();
        }
        catch (JournalException refused)
        {
            own = refused;
        }

        var first = Range(own is null ? 0 : group.Size - group.Rank).Most;
        if (first == 0)
            return;
        var rank = group.Size - (int)first;
        var (message, path) = (Share(rank, own?.Message ?? ""), Share(rank, own?.Path ?? ""));
        throw Told(new JournalException($"on rank {rank} of {group.Size}, {message}", path, own));
    }

    /// <summary>A new identifier, the same on all ranks, none of which has failed.</summary>
    /// <exception cref="GroupException">One has.</exception>
    public Guid NewId()
    {
        _ = Any(false);
        return Guid.Parse(Share(0, $"{Guid.NewGuid()}"));
    }

    /// <summary>The text of one rank, cut off where it is very long, on all.</summary>
    private string Share(int rank, string text)
    {
        var bytes = group.Rank == rank ? Encoding.UTF8.GetBytes(text.Length > MostText ? text[..MostText] : text) : [];
        var numbers = new long[] { bytes.Length };
        group.Maximum(numbers);
        var padded = new byte[(numbers[0] + sizeof(long) - 1) / sizeof(long) * sizeof(long)];
        bytes.CopyTo(padded, 0);
        numbers = new long[padded.Length / sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = group.Rank == rank ? BitConverter.ToInt64(padded, i * sizeof(long)) : long.MinValue;
        group.Maximum(numbers);
        Buffer.BlockCopy(numbers, 0, padded, 0, padded.Length);
        return Encoding.UTF8.GetString(padded).TrimEnd('\0');
    }
}
