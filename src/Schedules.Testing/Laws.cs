using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>
/// Laws for schedules, policies, stores and models of your own, each a line of a test in any
/// framework, or in an interactive session. A law that does not hold throws
/// <see cref="LawException"/>, with a small counterexample. The same seed makes the same checks.
/// </summary>
public static class Laws
{
    /// <summary>A schedule is valid, within its limits, in order, and leaves nothing behind; its
    /// actions are the same each time, in a run, and read back from its text; what it predicts is
    /// what is counted.</summary>
    /// <param name="schedule">The schedule; if it has no number of steps, with 1 to 12 of them.</param>
    /// <exception cref="LawException">It is not so.</exception>
    public static void Schedule(CheckpointSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Throw(schedule, ScheduleLaw.Find);
    }

    /// <summary>The same after any crash: what remains is recovered, from survivors only, is never
    /// dearer than without them, and is recovered in its turn.</summary>
    /// <param name="schedule">The schedule, of few steps; if it has no number of steps, with 1 to 12 of them.</param>
    /// <exception cref="LawException">It is not so.</exception>
    public static void Recovery(CheckpointSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Throw(schedule, RecoveryLaw.Find);
    }

    /// <summary>A policy is valid for all lengths and slots up to a bound. Where it makes
    /// <see cref="CheckpointSchedule"/>s, <see cref="Schedule"/> and <see cref="Recovery"/> hold of
    /// each. The counterexample has the fewest steps.</summary>
    /// <param name="make">The actions for a number of steps, from 1, and of slots, from 1: a schedule, or any stream.</param>
    /// <param name="maxSteps">The most steps.</param>
    /// <param name="maxSlots">The most slots.</param>
    /// <param name="options">What the actions may do. If not given: what a schedule says of itself; for any other stream, so many
    /// slots in RAM, nothing on disk, and the dependencies of one step in WORK.</param>
    /// <exception cref="LawException">It is not so.</exception>
    public static void Policy(
        Func<long, int, IEnumerable<CheckpointAction>> make,
        int maxSteps = 20,
        int maxSlots = 4,
        Func<long, int, RefereeOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSlots, 1);
        PolicyLaw.Check(make, maxSteps, maxSlots, options);
    }

    /// <summary>Schedules are valid and cost the least, for random problems, against
    /// <see cref="ExhaustiveSearch"/>.</summary>
    /// <param name="make">The actions for a problem, which keep restart data.</param>
    /// <param name="maxSteps">The most steps, 1 to <see cref="ExhaustiveSearch.MaxSteps"/>; time grows as powers of 2.</param>
    /// <param name="maxLevels">The most levels, 1 to <see cref="ExhaustiveSearch.MaxLevels"/>.</param>
    /// <param name="tests">How many problems.</param>
    /// <param name="seed">The seed of the problems.</param>
    /// <exception cref="LawException">One is not, or does not.</exception>
    public static void Optimal(
        Func<Problem, IEnumerable<CheckpointAction>> make,
        int maxSteps = 6,
        int maxLevels = 2,
        int tests = 100,
        int seed = 1
    )
    {
        ArgumentNullException.ThrowIfNull(make);
        Generators
            .Problems(maxSteps, maxLevels: maxLevels)
            .Check(problem => OptimalLaw.Find(problem, make), tests, seed);
    }

    /// <summary>A function gives the least cost, for random problems, against
    /// <see cref="ExhaustiveSearch"/>. Parameters as for <see cref="Optimal"/>.</summary>
    /// <param name="cost">The least cost of a problem.</param>
    /// <param name="maxSteps">The most steps.</param>
    /// <param name="maxLevels">The most levels.</param>
    /// <param name="tests">How many problems.</param>
    /// <param name="seed">The seed of the problems.</param>
    /// <exception cref="LawException">It does not.</exception>
    public static void LeastCost(
        Func<Problem, double> cost,
        int maxSteps = 6,
        int maxLevels = 2,
        int tests = 100,
        int seed = 1
    )
    {
        ArgumentNullException.ThrowIfNull(cost);
        Generators
            .Problems(maxSteps, maxLevels: maxLevels)
            .Check(problem => OptimalLaw.Find(problem, cost(problem), "it says"), tests, seed);
    }

    /// <summary>A store is as <see cref="ICheckpointStore"/> says: what is written is read; what is
    /// not there, or does not fit, is refused and changes nothing; figures are right; calls come
    /// from several threads, one at a time, with another store beside it; after it is disposed of
    /// it does nothing.</summary>
    /// <param name="make">Makes a store of its own, each time another one.</param>
    /// <param name="capacity">The most bytes of data that it takes, which it counts as they are given to it; null if that is not
    /// limited.</param>
    /// <param name="tests">How many lists of calls.</param>
    /// <param name="seed">The seed of the calls.</param>
    /// <exception cref="LawException">It is not so: the counterexample is a list
    /// of calls.</exception>
    public static void Store(Func<ICheckpointStore> make, long? capacity = null, int tests = 30, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(make);
        StoreLaw.Check(make, capacity, tests, seed);
    }

    /// <summary>A durable store is as <see cref="Store"/> says, and what it keeps is found by the
    /// next one that resumes the run, and is gone for another run.</summary>
    /// <param name="make">Makes a store in the place of the last one, which has been disposed of.</param>
    /// <param name="tests">How many lists of calls.</param>
    /// <param name="seed">The seed of the calls.</param>
    /// <exception cref="LawException">It is not so: the counterexample is a list
    /// of calls.</exception>
    public static void DurableStore(Func<ICheckpointStore> make, int tests = 30, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(make);
        StoreLaw.CheckDurable(make, tests, seed);
    }

    /// <summary>A store over another is as <see cref="Store"/> says while the other one fails at
    /// random: what has failed has changed nothing.</summary>
    /// <param name="make">Makes a store over the one given, which is its own from then on.</param>
    /// <param name="tests">How many lists of calls.</param>
    /// <param name="seed">The seed of the calls and failures.</param>
    /// <exception cref="LawException">It is not so: the counterexample is a list
    /// of calls.</exception>
    public static void StoreOver(Func<ICheckpointStore, ICheckpointStore> make, int tests = 30, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(make);
        StoreLaw.CheckOver(make, tests, seed);
    }

    /// <summary>A model keeps all that it needs, and its gradient is right:
    /// <see cref="GradientCheck"/>.</summary>
    /// <param name="model">The model: its <see cref="IAdjointModel.BeginForward"/> starts from the numbers in <paramref name="control"/>.</param>
    /// <param name="control">The control, which is changed during the check.</param>
    /// <param name="objective">The functional J, when the forward has come to its end.</param>
    /// <param name="gradient">The gradient of J by the control, when the adjoint has come to its end: as many numbers.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="LawException">It is not so.</exception>
    public static void Model(
        IAdjointModel model,
        double[] control,
        Func<double> objective,
        double[] gradient,
        GradientCheckOptions? options = null
    ) => Throw(GradientCheck.Run(model, control, objective, gradient, options));

    /// <summary>A kind of model that is made for a control keeps all that it needs, and its
    /// gradient is right: <see cref="GradientCheck"/>.</summary>
    /// <typeparam name="TModel">Its type.</typeparam>
    /// <param name="model">Makes one, for a control that it does not change.</param>
    /// <param name="control">The control.</param>
    /// <param name="objective">The functional J of a model whose forward has come to its end.</param>
    /// <param name="gradient">The gradient of J by the control of a model whose adjoint has come to its end: as many numbers.</param>
    /// <param name="options">Options.</param>
    /// <exception cref="LawException">It is not so.</exception>
    public static void Model<TModel>(
        Func<double[], TModel> model,
        double[] control,
        Func<TModel, double> objective,
        Func<TModel, IReadOnlyList<double>> gradient,
        GradientCheckOptions? options = null
    )
        where TModel : IAdjointModel => Throw(GradientCheck.Run(model, control, objective, gradient, options));

    /// <summary>The actions of a schedule come back from JSON and from each other vocabulary that
    /// can say them as they were.</summary>
    /// <param name="schedule">The schedule; if it has no number of steps, with 1 to 12 of them.</param>
    /// <exception cref="LawException">They do not.</exception>
    public static void Vocabulary(CheckpointSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Throw(schedule, VocabularyLaw.Find);
    }

    private static void Throw(CheckpointSchedule schedule, Func<CheckpointSchedule, Fault?> find)
    {
        foreach (var one in ScheduleLaw.WithLength(schedule))
            if (find(one) is { } fault)
                throw fault.In(one.HasSpec ? one.ToJson() : one);
    }

    private static void Throw(GradientCheckResult result)
    {
        if (ModelLaw.Find(result) is { } fault)
            throw fault.In($"{result.Steps} steps");
    }
}
