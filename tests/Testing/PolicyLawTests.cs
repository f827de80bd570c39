using Schedules.Interop;

namespace Schedules.Testing.Tests;

public class PolicyLawTests
{
    private static readonly CostModel Costs = new(1, 2, [0, 3], [0.5, 1]);

    public static TheoryData<StreamFault> Faults => [.. Enum.GetValues<StreamFault>()];

    [Fact]
    public void A_policy_of_ones_own_is_valid() =>
        Laws.Policy((steps, slots) => Bisection.Stream(steps, slots, Bisection.Advance), maxSteps: 30, maxSlots: 5);

    [Fact]
    public void Schedules_are_valid_and_recovered_after_any_crash()
    {
        Laws.Policy((steps, slots) => CheckpointSchedule.Multistage(steps, 1, slots), maxSteps: 9, maxSlots: 3);
        Laws.Policy((_, slots) => CheckpointSchedule.Online(OnlinePolicy.R2, slots), maxSteps: 9, maxSlots: 2);
        Laws.Policy(
            (steps, slots) => CheckpointSchedule.HRevolve(steps, slots, 2, costs: Costs),
            maxSteps: 8,
            maxSlots: 2
        );
    }

    [Fact]
    public void A_policy_that_is_wrong_at_seven_steps_is_found_there()
    {
        var error = Assert.Throws<LawException>(() =>
            Laws.Policy((steps, slots) => Bisection.Stream(steps, slots, Bisection.AdvanceWrongAtSeven))
        );
        Assert.StartsWith("steps=7 slots=1", error.Counterexample, StringComparison.Ordinal);
        Assert.Contains("RAM", error.Reason, StringComparison.Ordinal);
        Assert.Contains(">    1  forward 3 ->", error.Counterexample, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_stream_broken_in_a_named_way_is_found(StreamFault fault)
    {
        var broken = Generators.BrokenStreams(fault, 7).Sample(40, 3).ToList();
        Assert.All(broken, one => Assert.NotNull(Referee.FindViolation(one.Actions, one.Options)));
        var first = broken[0];
        var error = Assert.Throws<LawException>(() =>
            Laws.Policy((_, _) => first.Actions, 1, 1, (_, _) => first.Options)
        );
        Assert.StartsWith("steps=1 slots=1", error.Counterexample, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_streams_get_smaller()
    {
        var smallest = Assert.Throws<LawException>(() =>
            Generators
                .BrokenStreams(StreamFault.ReverseRepeated, 20)
                .ForAll(broken => Referee.Verify(broken.Actions, broken.Options))
        );
        Assert.Contains("steps=1", smallest.Counterexample, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_answers_something_else_is_found()
    {
        Assert.Equal("steps=1 slots=1", Counterexample((steps, slots) => CheckpointSchedule.Revolve(steps + 1, slots)));
        Assert.StartsWith(
            "steps=5 slots=1",
            Counterexample((steps, slots) => steps == 5 ? throw new NotSupportedException() : Ok(steps, slots))
        );
        var calls = 0;
        Assert.StartsWith(
            "steps=2 slots=2",
            Counterexample(
                (steps, slots) =>
                    steps < 2 || slots < 2
                        ? Ok(steps, slots)
                        : Enumerable
                            .Range(0, 1)
                            .SelectMany(_ => calls++ % 2 == 0 ? Ok(steps, slots) : Ok(steps, slots).SkipLast(1))
            )
        );
        Assert.StartsWith("steps=1", Counterexample((_, _) => Endless()));
    }

    [Fact]
    public void A_schedule_that_takes_more_than_it_was_given_is_found()
    {
        var error = Assert.Throws<LawException>(() =>
            Laws.Policy(
                (steps, slots) => CheckpointSchedule.Revolve(steps, slots + 1),
                options: (steps, slots) =>
                    new()
                    {
                        Steps = steps,
                        Limits = new Dictionary<Storage, long> { [Storage.Ram] = slots },
                    }
            )
        );
        Assert.StartsWith("steps=3 slots=1", error.Counterexample, StringComparison.Ordinal);
    }

    private static string Counterexample(Func<long, int, IEnumerable<CheckpointAction>> make) =>
        Assert.Throws<LawException>(() => Laws.Policy(make)).Counterexample;

    private static IEnumerable<CheckpointAction> Ok(long steps, int slots) =>
        Bisection.Stream(steps, slots, Bisection.Advance);

    private static IEnumerable<CheckpointAction> Endless()
    {
        yield return new Forward(0, 1, true, false, Storage.Ram);
        yield return new EndForward();
        while (true)
            yield return new Copy(0, Storage.Ram, Storage.Work);
    }
}
