using System.Runtime.InteropServices;
using Schedules.Runtime;

namespace Schedules.Native;

/// <summary>Regions of memory one after another: in place where there is one,
/// else copied.</summary>
internal readonly unsafe ref struct EnzymeBytes
{
    private readonly byte* copy;

    /// <exception cref="CallException">A region is on a device, or they have no bytes.</exception>
    public EnzymeBytes(ReadOnlySpan<EnzymeRegion> regions)
    {
        var length = 0L;
        foreach (ref readonly var region in regions)
        {
            if (region.AddressSpace != 0)
                throw new CallException(
                    Status.Range,
                    $"a region is of address space {region.AddressSpace}; allowed: 0, memory of the host"
                );
            if (region.Bytes > 0)
                CallException.ThrowIfNull(region.Start, "a region");
            length = checked(length + (long)region.Bytes);
        }
        if (regions.Length == 1)
        {
            Data = new(regions[0].Start, length);
            return;
        }
        copy = (byte*)NativeMemory.Alloc((nuint)Math.Max(length, 1));
        Data = new(copy, length);
    }

    public LargeSpan Data { get; }

    public void Gather(ReadOnlySpan<EnzymeRegion> regions) => Each(regions, into: true);

    public void Scatter(ReadOnlySpan<EnzymeRegion> regions) => Each(regions, into: false);

    public void Dispose() => NativeMemory.Free(copy);

    private void Each(ReadOnlySpan<EnzymeRegion> regions, bool into)
    {
        if (copy is null)
            return;
        var at = copy;
        foreach (ref readonly var region in regions)
        {
            var (from, to) = into ? ((nuint)region.Start, (nuint)at) : ((nuint)at, (nuint)region.Start);
            Buffer.MemoryCopy((void*)from, (void*)to, region.Bytes, region.Bytes);
            at += region.Bytes;
        }
    }
}
