namespace Schedules.Runtime.Tests.Stores;

/// <summary>Figures of a store's use, and what it takes, at the ends of each range.</summary>
public class LedgerTests
{
    private static CheckpointLabel Label(long step, CheckpointKind kind = CheckpointKind.Restart) =>
        new(step, kind, step, 0);

    private static Ledger<int> Of(long? allowed) => new("store", "/place", allowed);

    [Fact]
    public void Every_figure_of_use_is_counted()
    {
        var ledger = Of(null);
        Assert.Equal(default, ledger.Usage);
        ledger.Written(Label(0), 5, 0);
        ledger.Written(Label(1), 7, 1);
        Assert.Equal(new StoreUsage(2, 12, 12, 2, 0, 0, 12, 0), ledger.Usage);
        ledger.Read(ledger.Find(1));
        ledger.Read(ledger.Find(1, 7));
        Assert.Equal(new StoreUsage(2, 12, 12, 2, 2, 0, 12, 14), ledger.Usage);
        ledger.Deleted(ledger.Find(0));
        Assert.Equal(new StoreUsage(1, 7, 12, 2, 2, 1, 12, 14), ledger.Usage);
        // An earlier process has written it.
        ledger.Found(Label(2), 4, 2);
        Assert.Equal(new StoreUsage(2, 11, 12, 2, 2, 1, 12, 14), ledger.Usage);
        ledger.Clear();
        Assert.Equal(new StoreUsage(0, 0, 12, 2, 2, 1, 12, 14), ledger.Usage);
        ledger.Admit(Label(1), 1);
    }

    [Fact]
    public void What_was_written_is_found_with_its_label_length_and_place()
    {
        var ledger = Of(null);
        var label = new CheckpointLabel(3, CheckpointKind.Dependencies, 5, 9);
        ledger.Written(label, 8, 4);
        var entry = new Ledger<int>.LedgerEntry(label, 8, 4);
        Assert.Equal(entry, ledger.Find(3));
        Assert.Equal(entry, ledger.Find(3, 8));
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => ledger.Find(3, 7)).ParamName);
        var refused = Assert.Throws<CheckpointStoreException>(() => ledger.Find(4));
        Assert.Equal(4, refused.Step);
        Assert.Equal("/place", refused.Path);
    }

    [Fact]
    public void The_last_byte_allowed_is_taken_and_none_beyond()
    {
        var ledger = Of(10);
        ledger.Admit(Label(0), 10);
        ledger.CheckRoom(10);
        Assert.Throws<CheckpointStoreException>(() => ledger.Admit(Label(0), 11));
        Assert.Throws<CheckpointStoreException>(() => ledger.CheckRoom(11));
        ledger.Written(Label(0), 6, 0);
        ledger.Admit(Label(1), 4);
        ledger.CheckRoom(4);
        Assert.Equal(1, Assert.Throws<CheckpointStoreException>(() => ledger.Admit(Label(1), 5)).Step);
        Assert.Null(Assert.Throws<CheckpointStoreException>(() => ledger.CheckRoom(5)).Step);
        Of(null).Admit(Label(0), Schedules.Runtime.Bytes.Most);
        Of(null).CheckRoom(long.MaxValue);
    }

    [Fact]
    public void Labels_that_mean_nothing_are_refused()
    {
        var ledger = Of(null);
        ledger.Admit(Label(0), 0);
        ledger.Admit(Label(0, CheckpointKind.Dependencies), 0);
        ledger.Admit(Label(0, CheckpointKind.Restart | CheckpointKind.Dependencies), 0);
        foreach (var kind in (int[])[0, 4, -1])
            Refused(Label(0, (CheckpointKind)kind), 0);
        Refused(Label(-1), 0);
        Refused(Label(1) with { DependenciesEnd = 0 }, 0);
        Refused(Label(0), -1);
        Refused(Label(0), Schedules.Runtime.Bytes.Most + 1);
        ledger.Written(Label(0), 0, 0);
        Assert.Equal(0, Assert.Throws<CheckpointStoreException>(() => ledger.Admit(Label(0), 0)).Step);

        void Refused(CheckpointLabel label, long length) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Admit(label, length));
    }
}
