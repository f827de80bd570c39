using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Device;

/// <summary>A gradient whose checkpoints are on an accelerator, in the memory of the host, and on
/// disk. (Here the accelerator is the processor: <c>CreateCudaAccelerator</c> would be
/// another.)</summary>
public static class ThreeLevels
{
    private const long Steps = 60;
    private const int Nodes = 100;

    /// <summary>Computes it, and compares it with the one of storing everything.</summary>
    /// <returns>Whether they are the same, bit for bit.</returns>
    public static bool Run(TextWriter told)
    {
        using var context = Context.Create(builder => builder.CPU());
        using var accelerator = context.CreateCPUAccelerator(0);
        using var device = new DeviceStore(accelerator);
        using var host = new MemoryStore();
        using var disk = new DiskStore();
        var stores = new Dictionary<Storage, ICheckpointStore>
        {
            [Storage.Ram] = device,
            [Storage.Disk] = host,
            [Spilling.Slowest] = disk,
        };
        var stream = Spilling.Actions(Steps, each: 5, onDevice: 3, onHost: 4);
        // Without overlap the figures below are the same each time.
        var gradient = Gradient(model =>
            new(
                model,
                stream,
                new RefereeOptions { Steps = Steps },
                new RunOptions { Stores = stores, Overlap = false }
            )
        );
        var everything = Gradient(model => new(model, CheckpointSchedule.SingleMemory()));
        foreach (var (level, store) in stores)
            told.WriteLine(
                $"level {(int)level}: {store.GetType().Name, -11} {store.Usage.Writes, 2} written {store.Usage.Reads, 2} read"
            );
        told.WriteLine($"{device.Crossings} between the device and other levels");
        told.WriteLine($"the gradient at the first node is {gradient[0]:0.000000}");
        return everything.AsSpan().SequenceEqual(gradient);

        double[] Gradient(Func<IAdjointModel, CheckpointExecutor> make)
        {
            using var model = new FisherModel(accelerator, Steps, Nodes);
            using var executor = make(model);
            executor.Run();
            return model.Gradient;
        }
    }
}
