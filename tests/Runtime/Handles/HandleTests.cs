using Schedules.Interop;

namespace Schedules.Runtime.Tests.Handles;

/// <summary>Data on a device: model and store agree on handles, and only what goes to another level
/// goes as bytes.</summary>
public sealed class HandleTests
{
    private const long Steps = 23;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    public static TheoryData<string> FamilyNames => Families.Names;

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void Checkpoints_stay_on_the_device_but_for_those_that_go_elsewhere(string family)
    {
        foreach (var onDevice in Place.Levels)
        foreach (var overlap in (bool[])[true, false])
        {
            var schedule = Families.All[family](Steps);
            using var place = new Place();
            var stores = new Dictionary<Storage, ICheckpointStore>(place.Fill(_ => new MemoryStore()));
            using var device = new Device();
            stores[onDevice] = device;
            var model = new OnDevice();
            var (into, from) = (0L, 0L);
            using var executor = new CheckpointExecutor(
                model,
                schedule,
                new RunOptions
                {
                    Stores = stores,
                    Overlap = overlap,
                    BeforeAction = action =>
                    {
                        var (to, source) = action switch
                        {
                            Copy copy => (copy.To, copy.From),
                            Move move => (move.To, move.From),
                            _ => (Storage.None, Storage.None),
                        };
                        into += to == onDevice ? 1 : 0;
                        from += to >= 0 && source == onDevice ? 1 : 0;
                    },
                }
            );
            executor.Run();
            Assert.Equal([Expected], model.Gradients);
            Assert.Equal((into, from), (device.WrittenAsBytes, device.ReadAsBytes));
            Assert.Equal(device.Usage.Writes - into > 0, model.Handles > 0);
            Assert.Equal(executor.Usage(onDevice).Writes, device.Usage.Writes);
        }
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void A_device_that_fails_is_asked_again(string family)
    {
        for (var fails = 0; ; fails += 5)
        {
            using var device = new Device { FailsAt = fails };
            var model = new OnDevice();
            using var executor = new CheckpointExecutor(
                model,
                Families.All[family](Steps),
                new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = device } }
            );
            var error = Record.Exception(() => executor.Run());
            if (error is not null)
            {
                Assert.Equal("no", Assert.IsType<CheckpointStoreException>(error).InnerException?.Message);
                executor.Run();
            }

            Assert.Equal([Expected], model.Gradients);
            if (error is null)
                break;
        }
    }

    [Fact]
    public void A_model_that_knows_no_handles_gets_bytes()
    {
        using var device = new Device();
        var model = new ToyModel(Steps, Control);
        using var executor = new CheckpointExecutor(
            model,
            CheckpointSchedule.Revolve(Steps, 3),
            new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = device } }
        );
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
        Assert.Equal(device.Usage.Writes, device.WrittenAsBytes);
    }

    [Fact]
    public void Checkpoints_of_many_parts_go_as_bytes()
    {
        CheckpointAction[] stream =
        [
            new Forward(0, 4, true, true, Storage.Ram),
            new Forward(4, 5, false, true, Storage.Ram),
            new Forward(5, 8, false, true, Storage.Work),
            new EndForward(),
            new Reverse(8, 5, true),
            new Move(4, Storage.Ram, Storage.Work),
            new Reverse(5, 4, true),
            new Move(0, Storage.Ram, Storage.Work),
            new Reverse(4, 0, true),
            new EndReverse(),
        ];
        using var device = new Device();
        var model = new OnDevice(8);
        using var executor = new CheckpointExecutor(
            model,
            stream,
            new RefereeOptions { Steps = 8 },
            new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = device } }
        );
        executor.Run();
        Assert.Equal([ToyModel.Expected(8, Control)], model.Gradients);
        Assert.Equal((1, 1, 2), (device.WrittenAsBytes, device.ReadAsBytes, model.Handles));
    }

    private sealed record Buffer(byte[] Bytes);

    /// <summary>A store whose data only a handle leads to.</summary>
    private sealed class Device : IHandleStore
    {
        private readonly Dictionary<long, Buffer> held = [];
        private int calls;
        private StoreUsage usage;

        public int? FailsAt { get; init; }

        public long WrittenAsBytes { get; private set; }

        public long ReadAsBytes { get; private set; }

        public StoreUsage Usage =>
            usage with
            {
                Checkpoints = held.Count,
                Bytes = held.Values.Sum(buffer => (long)buffer.Bytes.Length),
            };

        public long Length(long step) => held[step].Bytes.Length;

        public object Reserve(CheckpointLabel label, long length)
        {
            MayFail();
            usage = usage with { Writes = usage.Writes + 1 };
            return held[label.Step] = new(new byte[length]);
        }

        public object View(long step)
        {
            MayFail();
            return held[step];
        }

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            data.CopyTo(((Buffer)Reserve(label, data.Length)).Bytes);
            WrittenAsBytes++;
        }

        public void Read(long step, LargeSpan target)
        {
            new ReadOnlyLargeSpan(((Buffer)View(step)).Bytes).CopyTo(target);
            ReadAsBytes++;
        }

        public void Delete(long step)
        {
            MayFail();
            Assert.True(held.Remove(step));
        }

        public void Dispose() { }

        private void MayFail()
        {
            if (calls++ == FailsAt)
                throw new InvalidOperationException("no");
        }
    }

    private sealed class OnDevice(long steps = Steps) : ToyModel(steps, Control), IHandleModel
    {
        public int Handles { get; private set; }

        public void WriteRestart(long step, object handle)
        {
            var writer = Writer(handle);
            WriteRestart(step, ref writer);
            writer.End();
        }

        public void ReadRestart(long step, object handle)
        {
            var reader = Reader(handle);
            ReadRestart(step, ref reader);
            reader.End();
        }

        public void WriteDependencies(long step, object handle)
        {
            var writer = Writer(handle);
            WriteDependencies(step, ref writer);
            writer.End();
        }

        public void ReadDependencies(long step, object handle)
        {
            var reader = Reader(handle);
            ReadDependencies(step, ref reader);
            reader.End();
        }

        private ByteWriter Writer(object handle)
        {
            Handles++;
            return new(((Buffer)handle).Bytes);
        }

        private ByteReader Reader(object handle)
        {
            Handles++;
            return new(((Buffer)handle).Bytes);
        }
    }
}
