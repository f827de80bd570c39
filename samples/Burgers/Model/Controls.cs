namespace Schedules.Samples.Burgers;

/// <summary>Initial conditions, the control of the problem, at the interior nodes.</summary>
public static class Controls
{
    /// <summary>Steepens to a front.</summary>
    public static double[] Wave(int nodes) =>
        Sample(nodes, x => Math.Sin(2 * Math.PI * x) + 0.5 * Math.Sin(Math.PI * x));

    /// <summary>All to one side, travelling to the other.</summary>
    public static double[] Hump(int nodes) => Sample(nodes, x => 6 * x * (1 - x) * (1 - x));

    /// <summary>A direction in which to perturb them.</summary>
    public static double[] Direction(int nodes) => Sample(nodes, x => Math.Sin(3 * Math.PI * x) + x * (1 - x));

    private static double[] Sample(int nodes, Func<double, double> profile) =>
        [.. Enumerable.Range(1, nodes).Select(j => profile(j / (nodes + 1.0)))];
}
