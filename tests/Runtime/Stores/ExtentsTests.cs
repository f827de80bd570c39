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
}
