namespace Schedules.Interop.Tests;

public class BinomialTests
{
    [Fact]
    public void The_quantities_are_those_of_the_literature()
    {
        Assert.Equal(184_756, Binomial.Beta(10, 10));
        Assert.Equal(3, Binomial.Repetition(50, 7));
        Assert.Equal(105, Binomial.ExtraSteps(50, 7));
        Assert.Equal(155, Binomial.TotalSteps(50, 7));
        Assert.Equal(2.1, Binomial.Expense(50, 7));
        Assert.Equal(4, Binomial.BalancedSlots(50));
        Assert.Equal(36, Binomial.Longest(7, 2));
        Assert.Equal(9, Binomial.SlotsForRepetition(50, 2));
        Assert.Equal(7, Binomial.SlotsForExtraSteps(50, 105));
    }

    [Fact]
    public void The_advances_of_each_trajectory_are_optimal()
    {
        foreach (var trajectory in Enum.GetValues<Trajectory>())
        {
            for (var l = 2; l < 80; l++)
            {
                for (var s = 1; s < 9; s++)
                {
                    var (first, last) = Binomial.Advances(l, s);
                    Assert.InRange(Binomial.Advance(l, s, trajectory), first, last);
                    Assert.Equal(last, Binomial.Advance(l, s));
                }
            }
        }
    }

    [Fact]
    public void Bad_arguments_are_named_and_answers_that_do_not_fit_overflow()
    {
        Assert.Throws<ArgumentOutOfRangeException>("l", () => Binomial.Repetition(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("s", () => Binomial.ExtraSteps(9, 0));
        Assert.Throws<ArgumentOutOfRangeException>("l", () => Binomial.TotalSteps(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("l", () => Binomial.Advance(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("trajectory", () => Binomial.Advance(9, 3, (Trajectory)7));
        Assert.Throws<ArgumentOutOfRangeException>("s", () => Binomial.Advances(9, 0));
        Assert.Throws<ArgumentOutOfRangeException>("r", () => Binomial.Longest(9, -1));
        Assert.Throws<ArgumentOutOfRangeException>("r", () => Binomial.SlotsForRepetition(9, 0));
        Assert.Throws<ArgumentOutOfRangeException>("extra", () => Binomial.SlotsForExtraSteps(9, 7));
        Assert.Throws<ArgumentOutOfRangeException>("l", () => Binomial.BalancedSlots(0));
        Assert.Throws<ArgumentOutOfRangeException>("s", () => Binomial.Expense(9, 0));
        Assert.Throws<OverflowException>(() => Binomial.Beta(100, 100));
        Assert.Throws<OverflowException>(() => Binomial.ExtraSteps(1_000_000_000_000_000_000, 1));
    }
}
