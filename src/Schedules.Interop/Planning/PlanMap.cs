using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Parts of plans in the facade's types.</summary>
internal static class PlanMap
{
    public static TimeLoss? Loss(FSharpValueOption<Tuple<Core.Spending, double>> loss) =>
        loss.IsNone ? null
        : loss.Value.Item1 is Core.Spending.WaitingFor waiting ? new((Storage)waiting.level, loss.Value.Item2)
        : loss.Value.Item1.IsComputing ? new(Interop.Storage.Work, loss.Value.Item2)
        : throw Map.NoCase(loss.Value.Item1);

    public static Shortage? Shortage(Core.LeftOut reason) =>
        reason is Core.LeftOut.TooBig big ? new((Storage)big.level, big.needed, big.available)
        : reason.IsTooMuchWork || reason.IsRefused ? null
        : throw Map.NoCase(reason);
}
