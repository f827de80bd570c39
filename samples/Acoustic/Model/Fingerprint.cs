using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Schedules.Samples.Acoustic;

/// <summary>A line that says what is calculated: no two experiments and velocity models
/// have the same.</summary>
internal static class Fingerprint
{
    public static string Of(Experiment experiment, ReadOnlySpan<double> velocity)
    {
        var (grid, survey) = (experiment.Grid, experiment.Survey);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(velocity));
        hash.AppendData(MemoryMarshal.AsBytes(experiment.DataHash.Span));
        hash.AppendData(MemoryMarshal.AsBytes<int>([.. survey.Sources, .. survey.Receivers]));
        hash.AppendData(MemoryMarshal.AsBytes<double>([.. survey.Wavelet]));
        return FormattableString.Invariant(
            $"acoustic 1: {grid.Nx} x {grid.Nz} points, {grid.Spacing:R} m, {grid.TimeStep:R} s, sponge {experiment.SpongeWidth}, {survey.Sources.Count} shots of {survey.Wavelet.Count} steps, {survey.Receivers.Count} receivers, data {Convert.ToHexStringLower(hash.GetHashAndReset())}"
        );
    }
}
