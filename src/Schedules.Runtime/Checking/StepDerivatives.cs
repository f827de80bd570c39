namespace Schedules.Runtime;

/// <summary>Derivatives of single steps of an <see cref="ArrayModel"/>, by differences and
/// by its adjoint step: where the arrays of the adjoint begin with one for each array of
/// the state.</summary>
internal sealed class StepDerivatives(ArrayModel model, Random random, CancellationToken cancellation)
{
    private const int MostSteps = 3;
    private const int MostColumns = 12;
    private const int MostRows = 4;

    /// <summary>The first derivative that is wrong; null if none is found, or the arrays do not
    /// belong together.</summary>
    public GradientFinding? Find()
    {
        if (
            model.Steps is not { } steps
            || model.Adjoint.Count < model.State.Count
            || model
                .State.Where(
                    (array, i) => array is not double[] x || model.Adjoint[i] is not double[] a || a.Length != x.Length
                )
                .Any()
        )
            return null;
        var states = new StepStates(() => model, steps, cancellation);
        foreach (var step in states.Places(MostSteps + 2).Where(step => step < steps))
        {
            states.GoTo(step);
            if (FindIn(states, step) is { } finding)
                return finding;
        }

        return null;
    }

    private GradientFinding? FindIn(StepStates states, long step)
    {
        var restart = states.Write(step);
        var sizes = model.State.Select(array => array.Length).ToArray();
        var size = sizes.Sum();
        for (var trial = 0; trial < Math.Min(size, MostColumns); trial++)
        {
            var column = size <= MostColumns ? trial : random.Next(size);
            var byDifferences = Column(states, step, restart, column);
            var byRow = byDifferences
                .Select((value, row) => (Row: row, Beyond: Math.Abs(value - (row == column ? 1 : 0))))
                .OrderByDescending(one => one.Beyond)
                .Take(MostRows);
            foreach (var (row, _) in byRow)
            {
                var (slope, adjoint) = (byDifferences[row], Row(states, step, restart, row)[column]);
                if (Math.Abs(slope - adjoint) <= 1e-5 * Math.Max(1, Math.Abs(slope)))
                    continue;
                var same = row == column ? 1.0 : 0.0;
                var fault =
                    Math.Abs(adjoint - same + (slope - same)) <= 1e-5 * Math.Max(1, Math.Abs(slope))
                        ? GradientFault.WrongSign
                    : Math.Abs(adjoint - same) <= 1e-9 ? GradientFault.MissingTerm
                    : GradientFault.WrongTerm;
                return new(
                    fault,
                    FormattableString.Invariant(
                        $"step {step}: the derivative of {Name(row)} after it by {Name(column)} before it is {slope:G6} by differences, and {adjoint:G6} in the adjoint step"
                    )
                );
            }
        }

        return null;

        string Name(int index)
        {
            var array = 0;
            while (index >= sizes[array])
                index -= sizes[array++];
            return $"array {array}, index {index},";
        }
    }

    /// <summary>Derivatives of all numbers after the step by one before it.</summary>
    private double[] Column(StepStates states, long step, byte[] restart, int column)
    {
        double[] Shifted(double by)
        {
            states.Read(step, restart);
            var (array, index) = Place(column);
            ((double[])model.State[array])[index] += by;
            model.Step(step);
            return [.. model.State.SelectMany(values => (double[])values)];
        }

        states.Read(step, restart);
        var (at, i) = Place(column);
        var h = 1e-5 * Math.Max(Math.Abs(((double[])model.State[at])[i]), 1e-3);
        return [.. Shifted(h).Zip(Shifted(-h), (plus, minus) => (plus - minus) / (2 * h))];
    }

    /// <summary>Derivatives of one number after the step by all before it.</summary>
    private double[] Row(StepStates states, long step, byte[] restart, int row)
    {
        states.Read(step, restart);
        model.ClearDependencies();
        model.Record(step, step + 1);
        foreach (var array in model.Adjoint)
            Array.Clear(array);
        var (at, index) = Place(row);
        ((double[])model.Adjoint[at])[index] = 1;
        model.Reverse(step + 1, step);
        model.ClearDependencies();
        return [.. model.Adjoint.Take(model.State.Count).SelectMany(values => (double[])values)];
    }

    private (int Array, int Index) Place(int index)
    {
        var array = 0;
        while (index >= model.State[array].Length)
            index -= model.State[array++].Length;
        return (array, index);
    }
}
