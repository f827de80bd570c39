using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The rows of a grid on several threads: each is worked on once, and what fails,
/// fails the call.</summary>
public sealed class RowTeamTests
{
    private const int Rows = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_row_is_worked_on_once_in_each_of_many_calls_in_quick_succession(int threads)
    {
        const int calls = 20_000;
        var team = new RowTeam(Rows, threads);
        var done = new int[Rows];
        for (var call = 1; call <= calls; call++)
        {
            team.Run(
                (first, last) =>
                {
                    for (var row = first; row < last; row++)
                        done[row]++;
                }
            );
            Assert.Equal(-1, Array.FindIndex(done, count => count != call));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_row_throws_is_thrown_by_the_call_on_whatever_thread_it_was(int threads)
    {
        var team = new RowTeam(Rows, threads);
        for (var bad = 0; bad < Rows; bad++)
        {
            var thrown = Assert.Throws<InvalidOperationException>(() =>
                team.Run(
                    (first, last) =>
                    {
                        if (first <= bad && bad < last)
                            throw new InvalidOperationException($"row {bad}");
                    }
                )
            );
            Assert.Equal($"row {bad}", thrown.Message);
        }
    }

    [Fact]
    public void After_a_failure_nobody_is_at_work_any_more_and_the_next_call_does_all_rows()
    {
        var team = new RowTeam(Rows, 4);
        var atWork = 0;
        for (var call = 0; call < 200; call++)
        {
            Assert.Throws<InvalidOperationException>(() =>
                team.Run(
                    (_, _) =>
                    {
                        Interlocked.Increment(ref atWork);
                        Thread.SpinWait(1000);
                        Interlocked.Decrement(ref atWork);
                        throw new InvalidOperationException();
                    }
                )
            );
            Assert.Equal(0, Volatile.Read(ref atWork));
            var rows = 0;
            team.Run((first, last) => Interlocked.Add(ref rows, last - first));
            Assert.Equal(Rows, rows);
        }
    }
}
