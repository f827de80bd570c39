namespace Schedules.Runtime.Tests.Stores;

public class ExtentsTests
{
    private const int Length = 1000;

    [Fact]
    public void Nothing_is_given_twice_and_what_is_given_back_grows_together()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var extents = new Extents();
            extents.Free(0, Length);
            var taken = new List<(long Offset, long Length)>();
            var used = new bool[Length];
            for (var i = 0; i < 300; i++)
            {
                var length = random.Next(1, 60);
                if (random.Next(2) == 0 && extents.TryAllocate(length, out var offset))
                {
                    for (var k = offset; k < offset + length; k++)
                    {
                        Assert.False(used[k]);
                        used[k] = true;
                    }

                    taken.Add((offset, length));
                }
                else if (taken.Count > 0)
                {
                    var (start, count) = taken[random.Next(taken.Count)];
                    taken.Remove((start, count));
                    Array.Clear(used, (int)start, (int)count);
                    extents.Free(start, count);
                }
            }

            taken.ForEach(part => extents.Free(part.Offset, part.Length));
            Assert.True(extents.TryAllocate(Length, out var whole));
            Assert.Equal(0, whole);
            Assert.False(extents.TryAllocate(1, out _));
        }
    }

    [Fact]
    public void The_smallest_that_is_large_enough_is_taken()
    {
        var extents = new Extents();
        extents.Free(0, 100);
        extents.Free(200, 10);
        extents.Free(300, 20);
        Assert.True(extents.TryAllocate(15, out var offset));
        Assert.Equal(300, offset);
    }

    [Fact]
    public void Of_equal_ones_the_first_is_taken_and_from_its_beginning()
    {
        var extents = new Extents();
        foreach (var offset in (long[])[200, 0, 100])
            extents.Free(offset, 10);
        Assert.Equal((long[])[0, 100, 200], Allocated(extents, 8, 3));
        // What is left of each.
        Assert.Equal((long[])[8, 108, 208], Allocated(extents, 2, 3));
        extents.Free(50, 10);
        extents.Clear();
        Assert.False(extents.TryAllocate(1, out var none));
        Assert.Equal(0, none);
    }

    private static IEnumerable<long> Allocated(Extents extents, long length, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(extents.TryAllocate(length, out var offset));
            yield return offset;
        }
    }
}
