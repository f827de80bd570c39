using System.Numerics;

namespace Schedules.Testing;

/// <summary>All that can be done with one channel beside the computation, unit of time by unit of
/// time.</summary>
internal sealed class OverlappedSearch(int slots, int transfer)
{
    private const int Nowhere = -1;

    /// <summary>A moment between two units of time.</summary>
    /// <param name="Forward">Where the forward stands.</param>
    /// <param name="Left">Steps still to be reversed.</param>
    /// <param name="Ram">States in RAM, as bits.</param>
    /// <param name="Disk">States on disk, as bits.</param>
    /// <param name="Writing">The state that the channel writes.</param>
    /// <param name="Reading">The state that the channel reads.</param>
    /// <param name="Rest">Units until the channel is done.</param>
    private readonly record struct Moment(
        int Forward,
        int Left,
        int Ram,
        int Disk,
        int Writing = Nowhere,
        int Reading = Nowhere,
        int Rest = 0
    );

    /// <summary>The least number of units; null if it cannot be done.</summary>
    public int? Run(int steps)
    {
        var seen = new HashSet<Moment>();
        var moments = new HashSet<Moment> { new(0, steps, 0, 0) };
        for (var time = 0; moments.Count > 0; time++)
        {
            if (moments.Any(moment => moment.Left == 0))
                return time;
            var next = new HashSet<Moment>();
            var queue = new Queue<Moment>(moments.Where(seen.Add));
            while (queue.TryDequeue(out var moment))
            {
                foreach (var other in AtOnce(moment).Where(seen.Add))
                    queue.Enqueue(other);
                next.UnionWith(Later(moment));
            }

            next.ExceptWith(seen);
            moments = next;
        }

        return null;
    }

    private int Used(Moment moment) =>
        BitOperations.PopCount((uint)moment.Ram)
        + (moment.Reading != Nowhere || (moment.Writing != Nowhere && !Has(moment.Ram, moment.Writing)) ? 1 : 0);

    /// <summary>What takes no time: the state at hand kept, one in RAM taken up, a transfer begun. A state in RAM is
    /// dropped when its slot is needed, for nothing else is gained by it.</summary>
    private IEnumerable<Moment> AtOnce(Moment moment)
    {
        if (moment.Forward != Nowhere && !Has(moment.Ram, moment.Forward))
            foreach (var ram in WithRoom(moment))
                yield return moment with
                {
                    Ram = ram | (1 << moment.Forward),
                };
        for (var state = 0; state < moment.Left; state++)
        {
            var (inRam, onDisk) = (Has(moment.Ram, state), Has(moment.Disk, state));
            if (inRam && state != moment.Forward)
                yield return moment with
                {
                    Forward = state,
                };
            if (moment.Rest > 0)
                continue;
            if (inRam && !onDisk)
                yield return moment with
                {
                    Writing = state,
                    Rest = transfer,
                };
            if (onDisk && !inRam)
                foreach (var ram in WithRoom(moment))
                    yield return moment with
                    {
                        Ram = ram,
                        Reading = state,
                        Rest = transfer,
                    };
        }
    }

    /// <summary>What RAM may hold beside one more: all that it does, or all but one.</summary>
    private IEnumerable<int> WithRoom(Moment moment)
    {
        if (Used(moment) < slots)
        {
            yield return moment.Ram;
            yield break;
        }

        for (var state = 0; state < moment.Left; state++)
            if (Has(moment.Ram, state) && state != moment.Writing)
                yield return moment.Ram & ~(1 << state);
    }

    /// <summary>A unit of time: a step forward, the last step recorded and reversed, or neither
    /// while the channel is at work.</summary>
    private static IEnumerable<Moment> Later(Moment moment)
    {
        if (moment.Forward == moment.Left - 1)
            yield return Passed(moment with { Forward = Nowhere, Left = moment.Left - 1 });
        else if (moment.Forward != Nowhere)
            yield return Passed(moment with { Forward = moment.Forward + 1 });
        if (moment.Rest > 0)
            yield return Passed(moment);
    }

    private static Moment Passed(Moment moment)
    {
        if (moment.Rest == 1)
            moment = moment with
            {
                Ram = moment.Ram | Bit(moment.Reading),
                Disk = moment.Disk | Bit(moment.Writing),
                Reading = Nowhere,
                Writing = Nowhere,
            };
        // States that the adjoint has passed serve nothing.
        var below = (1 << moment.Left) - 1;
        return moment with
        {
            Rest = Math.Max(0, moment.Rest - 1),
            Forward = moment.Forward < moment.Left ? moment.Forward : Nowhere,
            Ram = moment.Ram & below,
            Disk = moment.Disk & below,
        };
    }

    private static int Bit(int state) => state == Nowhere ? 0 : 1 << state;

    private static bool Has(int states, int state) => (states & (1 << state)) != 0;
}
