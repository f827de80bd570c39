namespace Schedules.Native.Tests;

/// <summary>Handles, in this process.</summary>
public sealed class HandleTests
{
    [Fact]
    public void A_handle_is_good_until_it_is_given_back()
    {
        var target = new object();
        var handle = HandleTable.Add(target);
        Assert.NotEqual(0UL, handle);
        using (var lease = HandleTable.Take<object>(handle))
            Assert.Same(target, lease.Target);
        HandleTable.Remove(handle);
        Assert.Equal(Status.Handle, Refused(() => HandleTable.Take<object>(handle).Dispose()));
        Assert.Equal(Status.Handle, Refused(() => HandleTable.Remove(handle)));
    }

    [Fact]
    public void A_place_that_is_used_again_has_another_handle()
    {
        var seen = new HashSet<ulong>();
        for (var round = 0; round < 1000; round++)
        {
            var handle = HandleTable.Add(new object());
            Assert.True(seen.Add(handle));
            HandleTable.Remove(handle);
        }
    }

    [Fact]
    public void Who_is_within_a_call_keeps_others_out()
    {
        var handle = HandleTable.Add("text");
        using (HandleTable.Take<string>(handle))
        {
            Assert.Equal(Status.Busy, Refused(() => HandleTable.Take<string>(handle).Dispose()));
            Assert.Equal(Status.Busy, Refused(() => HandleTable.Remove(handle)));
        }
        HandleTable.Remove(handle);
    }

    [Fact]
    public void One_of_another_kind_is_refused_and_stays()
    {
        var handle = HandleTable.Add("text");
        Assert.Equal(Status.Handle, Refused(() => HandleTable.Take<Version>(handle).Dispose()));
        using (HandleTable.Take<string>(handle)) { }
        HandleTable.Remove(handle);
    }

    [Fact]
    public void There_is_room_for_many()
    {
        var handles = Enumerable.Range(0, 10_000).Select(number => HandleTable.Add($"{number}")).ToList();
        Assert.Equal(handles.Count, handles.Distinct().Count());
        foreach (var (handle, number) in handles.Select((handle, number) => (handle, number)))
            using (var lease = HandleTable.Take<string>(handle))
                Assert.Equal($"{number}", lease.Target);
        handles.ForEach(HandleTable.Remove);
    }

    private static Status Refused(Action call) => Assert.Throws<CallException>(call).Status;
}
