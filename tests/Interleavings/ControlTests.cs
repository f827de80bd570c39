namespace Schedules.Interleavings;

/// <summary>That schedules are gone through as it is said, and that nothing of what ships is out
/// of control.</summary>
public sealed class ControlTests
{
    /// <summary>Types of System.Threading that the linked sources may use as they are: they let
    /// nobody wait, or only while another is in a few lines without a point.</summary>
    private static readonly HashSet<Type> Harmless =
    [
        typeof(CancellationToken),
        typeof(CancellationTokenSource),
        typeof(Lock),
        typeof(Lock.Scope),
    ];

    [Fact]
    public void All_primitives_that_what_ships_uses_are_under_control()
    {
        var named = LinkedSources.Types().ToHashSet();
        Assert.Contains(typeof(Monitor), named);
        Assert.Empty(named.Where(IsPrimitive).Except(Harmless));
    }

    [Theory]
    // Two threads that add to a number in two steps each: what is lost needs a preemption.
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_lost_update_is_found_with_one_preemption(int preemptions, bool found) =>
        Assert.Equal(found, new Exploration(LosesAnUpdate).Complete(preemptions).Failure is not null);

    [Fact]
    public void There_are_as_many_schedules_as_there_are()
    {
        // A point each at the start and in between, and one where the caller waits: by hand, 6 ways
        // to order a1 a2 with b1 b2.
        var orders = new HashSet<string>();
        var found = new Exploration(() =>
        {
            var order = "";
            var other = new Thread(() => Steps("b")) { Name = "other" };
            other.Start();
            Steps("a");
            other.Join();
            orders.Add(order);

            void Steps(string name)
            {
                for (var i = 0; i < 2; i++)
                {
                    Interleaving.Point(name);
                    order += name;
                }
            }
        }).Complete(int.MaxValue);
        Assert.Null(found.Failure);
        Assert.Equal(["aabb", "abab", "abba", "baab", "baba", "bbaa"], orders.Order());
    }

    [Fact]
    public void A_deadlock_is_found_and_replayed_and_all_threads_end()
    {
        var (first, second) = (new object(), new object());
        var exploration = new Exploration(() =>
        {
            var other = new Thread(() => Take(second, first)) { Name = "other" };
            other.Start();
            Take(first, second);
            other.Join();
        });
        Assert.Null(exploration.Complete(0).Failure);
        var failure = exploration.Complete(1).Failure!;
        Assert.StartsWith("deadlock: caller stands at enter; other stands at enter", failure, StringComparison.Ordinal);
        var schedule = failure.Split('"')[1];
        Assert.StartsWith("deadlock", exploration.Replayed(schedule), StringComparison.Ordinal);

        static void Take(object one, object another)
        {
            lock (one)
                lock (another) { }
        }
    }

    [Fact]
    public void A_limited_wait_that_nobody_ends_is_a_deadlock()
    {
        var found = new Exploration(() =>
        {
            var gate = new object();
            lock (gate)
                Monitor.Wait(gate, TimeSpan.FromSeconds(1));
        }).Complete(0);
        Assert.Contains("deadlock: caller stands at wait", found.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_thread_throws_and_nobody_catches_is_a_failure() =>
        Assert.Contains(
            nameof(InvalidTimeZoneException),
            new Exploration(() => new Thread(() => throw new InvalidTimeZoneException()).Start()).Complete(0).Failure,
            StringComparison.Ordinal
        );

    /// <summary>The compiler inlines what it has found to be called often, at any moment.</summary>
    [Fact]
    public void What_is_thrown_through_other_frames_is_the_same_failure()
    {
        var runs = 0;
        var found = new Exploration(() =>
        {
            if (++runs > 1)
                Throw();
            throw new InvalidTimeZoneException("wrong");
        }).Complete(0);
        Assert.Equal(2, runs);
        Assert.Contains("replayed by", found.Failure, StringComparison.Ordinal);

        static void Throw() => throw new InvalidTimeZoneException("wrong");
    }

    private static void LosesAnUpdate()
    {
        var number = 0;
        var other = new Thread(Add) { Name = "other" };
        other.Start();
        Add();
        other.Join();
        if (number != 2)
            Interleaving.Fail($"{number}");

        void Add()
        {
            var before = number;
            Interleaving.Point("add");
            number = before + 1;
        }
    }

    private static bool IsPrimitive(Type type) =>
        type.Assembly != typeof(ControlTests).Assembly
        && type.Namespace?.StartsWith("System.Threading", StringComparison.Ordinal) == true;
}
