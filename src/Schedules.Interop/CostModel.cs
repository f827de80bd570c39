using System.Diagnostics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Cost model, in any one unit (seconds, forward steps): finite and at least zero.
/// Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CostModel
{
    private static readonly double[] StandardLevels = [0, 2];

    /// <summary>uf = ub = 1; RAM is free; a write to or a read from any slower
    /// level costs 2.</summary>
    public static CostModel Standard { get; } = new();

    /// <summary>Costs; a level deeper than those given costs as much as the last
    /// one given.</summary>
    /// <param name="uf">Per forward step that does not record.</param>
    /// <param name="ub">Per step recorded and reversed: the recording forward step is part of it.</param>
    /// <param name="write">Per write to each level, RAM first; 0 and 2 if not given.</param>
    /// <param name="read">Per read from each level, RAM first; 0 and 2 if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative, infinite or not a number,
    /// or a list is empty.</exception>
    public CostModel(
        double uf = 1,
        double ub = 1,
        IReadOnlyList<double>? write = null,
        IReadOnlyList<double>? read = null
    )
    {
        ToCore = Map.Value(
            Core.CostModelModule.create(
                uf,
                ub,
                ListModule.OfSeq(write ?? StandardLevels),
                ListModule.OfSeq(read ?? StandardLevels)
            )
        );
    }

    private CostModel(Core.CostModel core) => ToCore = core;

    internal Core.CostModel ToCore { get; }

    internal static Core.CostModel OrStandard(CostModel? costs) => (costs ?? Standard).ToCore;

    /// <summary>Those that a family weighs; the standard where it weighs none.</summary>
    internal static CostModel From(FSharpValueOption<Core.CostModel> costs) =>
        costs.IsSome ? new(costs.Value) : Standard;

    /// <summary>Per forward step that does not record.</summary>
    public double Uf => ToCore.Uf;

    /// <summary>Per step recorded and reversed.</summary>
    public double Ub => ToCore.Ub;

    /// <summary>Per write to a level.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public double Write(Storage level) => ToCore.Write((int)level);

    /// <summary>Per read from a level.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public double Read(Storage level) => ToCore.Read((int)level);

    /// <summary>One line for people.</summary>
    public override string ToString() => ToCore.ToString();
}
