using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>Whatever is wrong is found where it is, with a reason.</summary>
public class ViolationTests
{
    public static TheoryData<Wrong> Streams => [.. WrongStreams.All];

    [Theory]
    [MemberData(nameof(Streams))]
    public void What_is_wrong_is_found_with_its_index_its_action_and_a_reason(Wrong wrong)
    {
        var last = wrong.AtEnd ? null : wrong.Stream[^1];
        var index = wrong.AtEnd ? wrong.Stream.Length : wrong.Stream.Length - 1;
        var expected = new Violation(index, last, wrong.Reason.ToString());
        Assert.Equal(expected, Referee.FindViolation(wrong.Stream, wrong.Options));

        var thrown = Assert.Throws<InvalidScheduleException>(() => Referee.Verify(wrong.Stream, wrong.Options));
        Assert.Equal(expected, thrown.Violation);
        Assert.Equal(expected.ToString(), thrown.Message);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void It_is_the_last_action_that_is_wrong_and_none_before(Wrong wrong)
    {
        if (wrong.AtEnd)
            return;
        var shorter = Referee.FindViolation(wrong.Stream[..^1], wrong.Options);
        Assert.True(shorter is null or { Action: null }, $"{shorter}");
    }

    [Fact]
    public void There_is_a_stream_for_each_kind_of_reason()
    {
        // LengthNotTold is the answer to telling a length by hand; a stream does not do that.
        var kinds = typeof(Core.Reason.Tags).GetFields().Select(tag => (int)tag.GetRawConstantValue()!);
        var provoked = WrongStreams.All.Select(wrong => wrong.Reason.Tag).Append(Core.Reason.Tags.LengthNotTold);
        Assert.Equal(kinds.Order(), provoked.Distinct().Order());
    }

    [Fact]
    public void A_violation_is_one_line_for_people()
    {
        var within = Referee.FindViolation([Tests.Streams.Advance(0, 1), Tests.Streams.Keep(2, 3, Storage.Ram)]);
        Assert.Equal("""action 1, ["Forward",2,3,true,false,"RAM"]: the forward stands at step 1""", $"{within}");
        var after = Referee.FindViolation([Tests.Streams.Advance(0, 1)]);
        Assert.Equal("after 1 actions: the stream stops before the calculation is complete", $"{after}");
    }

    [Fact]
    public void A_valid_stream_has_none()
    {
        Assert.Null(Referee.FindViolation(Tests.Streams.ThreeStepsOneSlot));
    }
}
