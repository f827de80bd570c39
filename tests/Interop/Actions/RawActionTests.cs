namespace Schedules.Interop.Tests;

/// <summary>An action as a value says what the object says.</summary>
public class RawActionTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void It_is_the_same_action(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 6, _ => true))
        {
            var run = schedule.Start();
            foreach (var action in run)
            {
                RawAction raw = action;
                Assert.True(raw == run.Raw && raw.Equals((object)run.Raw), label);
                Assert.Equal(raw.GetHashCode(), run.Raw.GetHashCode());
                Assert.Equal(action, run.Raw.ToAction());
                Assert.Equal(action.ToJson(), raw.ToJson());
                Assert.Equal(action.ToJson(), $"{raw}");
                Assert.Equal(Expected(action), Said(raw));
            }
        }
    }

    [Fact]
    public void Whatever_differs_in_one_thing_is_another()
    {
        CheckpointAction[] all =
        [
            new Forward(0, 3, true, false, Storage.Ram),
            new Forward(1, 3, true, false, Storage.Ram),
            new Forward(0, 4, true, false, Storage.Ram),
            new Forward(0, 3, false, false, Storage.Ram),
            new Forward(0, 3, true, true, Storage.Ram),
            new Forward(0, 3, true, false, Storage.Disk),
            new Reverse(3, 0, true),
            new Reverse(3, 0, false),
            new Copy(0, Storage.Ram, Storage.Work),
            new Copy(0, (Storage)4, Storage.Work),
            new Move(0, Storage.Ram, Storage.Work),
            new EndForward(),
            new EndReverse(),
        ];
        foreach (var one in all)
        foreach (var other in all)
            Assert.Equal(one == other, RawAction.FromAction(one) == other);
        Assert.True((RawAction)all[0] != all[1]);
        Assert.Equal(all, all.Select(action => RawAction.FromAction(action).ToAction()));
    }

    [Fact]
    public void No_action_is_a_bad_call()
    {
        Assert.Throws<ArgumentNullException>("action", () => RawAction.FromAction(null!));
        Assert.Throws<ArgumentNullException>("action", () => (RawAction)(CheckpointAction)null!);
    }

    private static (ActionKind, long, long, bool, bool, bool, Storage, Storage) Said(RawAction raw) =>
        (raw.Kind, raw.N0, raw.N1, raw.WriteIcs, raw.WriteAdjDeps, raw.ClearAdjDeps, raw.From, raw.To);

    private static (ActionKind, long, long, bool, bool, bool, Storage, Storage) Expected(CheckpointAction action) =>
        action switch
        {
            Forward f => (ActionKind.Forward, f.N0, f.N1, f.WriteIcs, f.WriteAdjDeps, false, Storage.None, f.Storage),
            Reverse r => (ActionKind.Reverse, r.N0, r.N1, false, false, r.ClearAdjDeps, Storage.None, Storage.None),
            Copy c => (ActionKind.Copy, c.N, 0, false, false, false, c.From, c.To),
            Move m => (ActionKind.Move, m.N, 0, false, false, false, m.From, m.To),
            EndForward => (ActionKind.EndForward, 0, 0, false, false, false, Storage.None, Storage.None),
            _ => (ActionKind.EndReverse, 0, 0, false, false, false, Storage.None, Storage.None),
        };
}
