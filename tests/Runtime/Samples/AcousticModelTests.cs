using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The model as the runtime sees it: what it writes is all that it needs, and a replay
/// gives the same bits.</summary>
public sealed class AcousticModelTests
{
    private const int StepsPerShot = 60;
    private const int Steps = 2 * StepsPerShot;

    private static Experiment Make() => Experiment.Layered(40, 30, StepsPerShot, shots: 2);

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(60)]
    [InlineData(119)]
    public void A_replay_from_restart_data_in_another_model_has_the_same_bits(int step)
    {
        var first = new AcousticModel(Make());
        first.Advance(0, step);
        var restart = Restart(first, step);
        first.Advance(step, Steps);
        first.EndForward(Steps);

        var second = new AcousticModel(Make(), threads: 2);
        second.Advance(0, 11);
        ReadRestart(second, step, restart);
        Assert.Equal(restart, Restart(second, step));
        Assert.Equal(Steps, second.Advance(step, long.MaxValue));
        second.EndForward(Steps);
        Assert.Equal(first.Checksum(), second.Checksum());
        Assert.Equal(Restart(first, Steps), Restart(second, Steps));
        Bits.AssertEqual(first.Misfit, second.Misfit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(120)]
    public void An_adjoint_goes_on_in_another_process_with_the_same_bits(int broken)
    {
        var whole = new AcousticModel(Make());
        whole.Record(0, Steps);
        whole.EndForward(Steps);
        whole.BeginAdjoint(0);
        whole.Reverse(Steps, 0);

        var first = new AcousticModel(Make());
        first.Record(0, Steps);
        first.EndForward(Steps);
        first.BeginAdjoint(0);
        first.Reverse(Steps, broken);
        var adjoint = Adjoint(first, broken);

        // Nothing but bytes goes over: those of the adjoint, and dependencies that are
        // read, or recorded again.
        var second = new AcousticModel(Make());
        var reader = new ByteReader(adjoint);
        second.ReadAdjoint(broken, ref reader);
        Assert.Equal(adjoint, Adjoint(second, broken));
        for (var step = broken / 2; step < broken; step++)
            ReadDependencies(second, step, Dependencies(first, step));
        second.Reverse(broken, broken / 2);
        second.ClearDependencies();
        second.Record(0, broken / 2);
        second.Reverse(broken / 2, 0);
        Bits.AssertEqual(whole.Gradient(), second.Gradient());
        Bits.AssertEqual(whole.Misfit, second.Misfit);
    }

    [Fact]
    public void Whoever_reverses_the_last_step_knows_the_misfit()
    {
        var first = new AcousticModel(Make());
        first.Advance(0, Steps - 1);
        first.Record(Steps - 1, Steps);
        first.EndForward(Steps);
        var second = new AcousticModel(Make());
        Assert.True(double.IsNaN(second.Misfit));
        ReadDependencies(second, Steps - 1, Dependencies(first, Steps - 1));
        second.BeginAdjoint(0);
        second.Reverse(Steps, Steps - 1);
        Bits.AssertEqual(first.Misfit, second.Misfit);
    }

    [Fact]
    public void Dependencies_go_there_and_back_and_their_room_is_used_again()
    {
        var model = new AcousticModel(Make());
        model.Record(0, 50);
        var data = Dependencies(model, 49);
        model.ClearDependencies();
        Assert.Throws<InvalidOperationException>(() => Dependencies(model, 49));
        model.Record(50, 90);
        ReadDependencies(model, 49, data);
        Assert.Equal(data, Dependencies(model, 49));
        Assert.Throws<InvalidOperationException>(() => ReadDependencies(model, 49, data));
    }

    [Fact]
    public void Further_adjoint_calculations_start_afresh()
    {
        var model = new AcousticModel(Make());
        model.Record(0, Steps);
        model.EndForward(Steps);
        model.BeginAdjoint(0);
        model.Reverse(Steps, 0);
        var first = model.Gradient();
        model.BeginAdjoint(1);
        model.Reverse(Steps, 0);
        Bits.AssertEqual(first, model.Gradient());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_allocates_nothing(int threads)
    {
        var model = new AcousticModel(Make(), threads: threads);
        void Cycle(int n0)
        {
            model.Advance(n0, n0 + 20);
            model.Record(n0 + 20, n0 + 40);
            model.Reverse(n0 + 40, n0 + 20);
            model.ClearDependencies();
            model.Checksum();
        }

        model.BeginAdjoint(0);
        Cycle(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(40);
        // An event makes an object when somebody waits for it for the first time; a step of 40
        // would show as 60 objects.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 24);
    }

    [Fact]
    public void The_checksum_sees_every_kind_of_number_that_is_wrong()
    {
        var model = new AcousticModel(Make());
        model.Advance(0, 50);
        var right = Restart(model, 50);
        var sum = model.Checksum();
        ReadRestart(model, 50, right);
        Assert.Equal(sum, model.Checksum());
        var random = new Random(5);
        var points = Enumerable
            .Range(0, 40)
            .Select(_ => Make().Grid.Offset(random.Next(40), random.Next(30)) + random.Next(2) * Make().Grid.Length)
            .Append(right.Length / sizeof(double) - 1);
        foreach (var point in points)
        {
            var wrong = (byte[])right.Clone();
            wrong[sizeof(double) * point + random.Next(sizeof(double))] ^= (byte)(1 << random.Next(8));
            ReadRestart(model, 50, wrong);
            Assert.NotEqual(sum, model.Checksum());
        }
    }

    [Fact]
    public void Another_calculation_has_another_identity()
    {
        var experiment = Make();
        var other = experiment.Start.ToArray();
        other[5] = Math.BitIncrement(other[5]);
        string[] identities =
        [
            new AcousticModel(experiment).Identity,
            new AcousticModel(experiment, other).Identity,
            new AcousticModel(Experiment.Layered(40, 30, StepsPerShot)).Identity,
            new AcousticModel(Experiment.Layered(40, 30, StepsPerShot + 1, shots: 2)).Identity,
            new AcousticModel(Experiment.Layered(41, 30, StepsPerShot, shots: 2)).Identity,
        ];
        Assert.Equal(identities.Length, identities.Distinct().Count());
        Assert.Equal(identities[0], new AcousticModel(Make(), threads: 3).Identity);
    }

    [Fact]
    public void It_does_not_go_on_from_where_it_does_not_stand()
    {
        var model = new AcousticModel(Make());
        model.Advance(0, 7);
        Assert.Throws<InvalidOperationException>(() => model.Advance(6, 8));
        Assert.Throws<InvalidOperationException>(() => model.Record(8, 9));
        Assert.Throws<InvalidOperationException>(() => Restart(model, 6));
        Assert.Throws<InvalidOperationException>(() => model.Reverse(7, 6));
    }

    private static byte[] Restart(AcousticModel model, long step)
    {
        var bytes = new byte[model.RestartBytes(step)];
        var writer = new ByteWriter(bytes);
        model.WriteRestart(step, ref writer);
        writer.End();
        return bytes;
    }

    private static void ReadRestart(AcousticModel model, long step, byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        model.ReadRestart(step, ref reader);
        reader.End();
    }

    private static byte[] Dependencies(AcousticModel model, long step)
    {
        var bytes = new byte[model.DependencyBytes(step)];
        var writer = new ByteWriter(bytes);
        model.WriteDependencies(step, ref writer);
        writer.End();
        return bytes;
    }

    private static void ReadDependencies(AcousticModel model, long step, byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        model.ReadDependencies(step, ref reader);
        reader.End();
    }

    private static byte[] Adjoint(AcousticModel model, long step)
    {
        var bytes = new byte[model.AdjointBytes(step)];
        var writer = new ByteWriter(bytes);
        model.WriteAdjoint(step, ref writer);
        writer.End();
        return bytes;
    }
}
