using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Cost, writes and view of a sequence of operations from
/// further away.</summary>
public static class Operations
{
    /// <summary>The cost: <c>uf</c> for each step of F, but for a step that records (F after
    /// WF), which is part of <c>ub</c>; <c>ub</c> for each step of B; a write for each W, a read
    /// for each R.</summary>
    /// <param name="operations">The sequence.</param>
    /// <param name="model">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    public static double Cost(IEnumerable<Operation> operations, CostModel? model = null) =>
        Core.Operations.cost(CostModel.OrStandard(model), ToCore(operations));

    /// <summary>The steps that are written to each level, in order, as often as they are:
    /// H-Revolve's lists <c>storage</c>; with <see cref="LevelNames.MemoryAndDisk"/> <c>memory</c>
    /// and <c>disk</c>, which name what is recorded as well.</summary>
    /// <param name="operations">The sequence.</param>
    /// <param name="names">Whose lists.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="names"/> is no value of
    /// its type.</exception>
    public static IReadOnlyDictionary<Storage, IReadOnlyList<long>> Storage(
        IEnumerable<Operation> operations,
        LevelNames names = LevelNames.Numbered
    ) =>
        Core
            .Operations.storage(LanguageMap.Names(names), ToCore(operations))
            .ToDictionary(list => (Storage)list.Key, IReadOnlyList<long> (list) => [.. list.Value]);

    /// <summary>The view <paramref name="view"/> of H-Revolve: each part that uses no level deeper
    /// than <paramref name="view"/> - 1 is one item.</summary>
    /// <param name="operations">The sequence.</param>
    /// <param name="view">1 to 3.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="view"/> is none
    /// of these.</exception>
    public static IEnumerable<Condensed> Condense(IEnumerable<Operation> operations, int view)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(view, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(view, 3);
        return Core.CondensedModule.numbered(view, ToCore(operations)).Select(item => new Condensed(item));
    }

    /// <summary>The view 2 of Disk-Revolve: all that is done from a checkpoint on disk is one item,
    /// also where it is read again.</summary>
    /// <param name="operations">The sequence.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    public static IEnumerable<Condensed> CondenseChain(IEnumerable<Operation> operations) =>
        Core.CondensedModule.chained(ToCore(operations)).Select(item => new Condensed(item));

    /// <summary>The canonical form, the view 3 of Disk-Revolve: how many steps lie between one
    /// checkpoint on disk and the next; the last number is what lies after the last one.</summary>
    /// <param name="operations">The sequence.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operations"/> is null.</exception>
    public static IReadOnlyList<long> Canonical(IEnumerable<Operation> operations) =>
        [.. Core.CondensedModule.canonical(ToCore(operations))];

    private static IEnumerable<Core.Operation> ToCore(IEnumerable<Operation> operations) =>
        Map.All(operations, operation => operation.ToCore());
}
