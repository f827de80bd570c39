namespace Schedules.Runtime.Tests.Stores;

/// <summary>What every store does, alone and under decorators.</summary>
public sealed class AnyStoreTests : IDisposable
{
    private readonly TemporaryDirectory parent = new();

    public static TheoryData<string> Names => StoreKinds.Names;

    public void Dispose() => parent.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void It_holds_what_a_dictionary_holds(string name)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            using (var store = StoreKinds.Make(name, parent))
            {
                var expected = new ExpectedStore(store, new(seed));
                for (var i = 0; i < 120; i++)
                {
                    expected.DoSomething();
                    expected.Check(StoreKinds.CountsWhatItIsGiven(name));
                }
            }

            Assert.Empty(parent.Entries());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_that_is_not_there_is_an_error_that_names_it(string name)
    {
        using var store = StoreKinds.Make(name, parent);
        store.Write(Sample.Label(4), Sample.Noise(10));
        foreach (
            var act in new Action[] { () => store.Length(5), () => store.Read(5, new byte[10]), () => store.Delete(5) }
        )
        {
            var error = Assert.Throws<CheckpointStoreException>(act);
            Assert.Equal(5, error.Step);
            Assert.Contains("step 5", error.Message);
        }

        Assert.Equal(Sample.Noise(10), store.Read(4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_that_is_there_is_not_written_again(string name)
    {
        using var store = StoreKinds.Make(name, parent);
        store.Write(Sample.Label(4), Sample.Noise(10));
        Assert.Equal(
            4,
            Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(4), Sample.Noise(20, 2))).Step
        );
        Assert.Equal(Sample.Noise(10), store.Read(4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_target_of_another_length_is_a_bad_call(string name)
    {
        using var store = StoreKinds.Make(name, parent);
        store.Write(Sample.Label(4), Sample.Smooth(1000));
        Assert.Throws<ArgumentException>("target", () => store.Read(4, new byte[999]));
        Assert.Throws<ArgumentException>("target", () => store.Read(4, new byte[1001]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_label_that_means_nothing_is_a_bad_call(string name)
    {
        using var store = StoreKinds.Make(name, parent);
        foreach (
            var label in new CheckpointLabel[]
            {
                new(-1, CheckpointKind.Restart, 0, 0),
                new(1, CheckpointKind.Restart, 0, 0),
                new(1, 0, 1, 0),
                new(1, (CheckpointKind)4, 1, 0),
            }
        )
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => store.Write(label, Sample.Noise(9)));
        }

        Assert.Equal(default, store.Usage);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void After_it_is_disposed_of_it_does_nothing(string name)
    {
        var store = StoreKinds.Make(name, parent);
        store.Write(Sample.Label(4), Sample.Noise(10));
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Length(4));
        Assert.Throws<ObjectDisposedException>(() => store.Read(4, new byte[10]));
        Assert.Throws<ObjectDisposedException>(() => store.Write(Sample.Label(5), Sample.Noise(10)));
        Assert.Throws<ObjectDisposedException>(() => store.Delete(4));
        Assert.Throws<ObjectDisposedException>(() => store.Begin(Guid.NewGuid()));
        Assert.Throws<ObjectDisposedException>(() => store.Resume(Guid.NewGuid()));
        Assert.Empty(parent.Entries());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_begins_with_nothing_there(string name)
    {
        using var store = StoreKinds.Make(name, parent);
        store.Write(Sample.Label(4), Sample.Noise(10));
        store.Begin(Guid.NewGuid());
        Assert.Equal(0, store.Usage.Checkpoints);
        Assert.Equal(0, store.Usage.Bytes);
        Assert.Throws<CheckpointStoreException>(() => store.Length(4));
        store.Write(Sample.Label(4), Sample.Noise(12, 2));
        Assert.Equal(Sample.Noise(12, 2), store.Read(4));
    }
}
