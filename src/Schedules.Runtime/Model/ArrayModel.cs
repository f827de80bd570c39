namespace Schedules.Runtime;

/// <summary>
/// A model whose state is a few arrays of numbers, advanced in place: a step and an adjoint step
/// are all that has to be written. The restart data are these arrays; the dependencies of a step
/// are the state at its start, or what <see cref="Dependencies"/> names.
/// </summary>
/// <remarks>
/// Whatever a step needs from the step before is part of the state: a field of the last but one
/// step, or the size of the time step, if it changes. The arrays are changed, never exchanged: a
/// step that ends with <c>(x, next) = (next, x)</c> leaves the state in another array than the one
/// that was named; copy it back. <see cref="GradientCheck"/> finds both mistakes.
/// </remarks>
public sealed class ArrayModel : IAdjointModel, IAdjointState, IForwardChecksum
{
    private readonly long? steps;
    private readonly Array[] state;
    private readonly Array[] adjoint;
    private readonly Array[]? dependencies;
    private readonly Array[]? control;
    private readonly Dictionary<long, Array[]> recorded = [];
    private readonly List<Array[]> inOrder = [];
    private readonly Stack<Array[]> spare = new();
    private readonly ArrayState at;
    private readonly ArrayState end;
    private long? found;

    /// <summary>A model.</summary>
    /// <param name="steps">The number of steps, at least 1; null if <see cref="HasEnded"/> finds the end.</param>
    /// <param name="state">The arrays of the state: of numbers of any type and any rank, each once.</param>
    /// <param name="adjoint">The arrays that the adjoint step changes, each once: the adjoint of the state, and whatever the result is
    /// summed up in.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than
    /// 1.</exception>
    /// <exception cref="ArgumentException">There is no array, one is empty or has no numbers, or
    /// one occurs twice.</exception>
    public ArrayModel(long? steps, IReadOnlyList<Array> state, IReadOnlyList<Array> adjoint)
    {
        if (steps is { } count)
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(steps));
        this.steps = steps;
        this.state = ArrayBytes.Check(state, nameof(state));
        this.adjoint = ArrayBytes.Check(adjoint, nameof(adjoint));
        if (this.state.Intersect(this.adjoint, ReferenceEqualityComparer.Instance).Any())
            throw new ArgumentException("an array is in the state and in the adjoint", nameof(adjoint));
        at = new(this.state);
        end = new(this.state);
    }

    /// <summary>Puts the initial state into the arrays, from the present control.</summary>
    public required Action Begin { get; init; }

    /// <summary>Takes the state in the arrays from the start of a step to the start of the
    /// next.</summary>
    public required Action<long> Step { get; init; }

    /// <summary>Puts the adjoint of the state at the end into the arrays of the adjoint, and zeros
    /// wherever something is summed up: the state given is that at the end.</summary>
    public required Action<ArrayState> BeginAdjoint { get; init; }

    /// <summary>Takes the adjoint in the arrays back over a step: from the start of the next one to
    /// the start of this. The state given is that at the start of the step, or what
    /// <see cref="Dependencies"/> names; the arrays of the state have other contents, and stay as
    /// they are.</summary>
    public required Action<long, ArrayState> AdjointStep { get; init; }

    /// <summary>The arrays that <see cref="Step"/> leaves what the adjoint step needs in: their
    /// contents after the step are recorded, instead of the state before it.</summary>
    /// <exception cref="ArgumentException">There is no array, one is empty or has no numbers, or
    /// one occurs twice.</exception>
    public IReadOnlyList<Array>? Dependencies
    {
        get => dependencies;
        init
        {
            dependencies = value is null ? null : ArrayBytes.Check(value, nameof(Dependencies));
            at = new(dependencies ?? state);
        }
    }

    /// <summary>As <see cref="Dependencies"/>, in other arrays at each step: the two levels of time
    /// of a leap-frog scheme change places. Given a step, the arrays: always as many, of the same
    /// types and lengths.</summary>
    public Func<long, Array[]>? DependenciesOf { get; init; }

    /// <summary>The functionals whose adjoints one adjoint step takes back together, at least 1:
    /// each has arrays of its own among those of the adjoint.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int AdjointCount
    {
        get;
        init => field = (int)Arguments.AtLeast(value, 1, nameof(AdjointCount));
    } = 1;

    /// <summary>The adjoint calculation that goes on, from 0: which functional it is of, where
    /// <see cref="RunOptions.Adjoints"/> are done one after the other.</summary>
    public long AdjointIndex { get; private set; }

    /// <summary>Whether the calculation ends after a step; for a number of steps that is not
    /// known.</summary>
    public Func<long, bool>? HasEnded { get; init; }

    /// <summary>The arrays that <see cref="Begin"/> and the steps read, and that stay as they are
    /// while a run lasts: the control. Their contents are part of <see cref="Identity"/>, so that a
    /// run whose control has changed between forward and reverse, or since it was broken off, is
    /// refused.</summary>
    /// <exception cref="ArgumentException">There is no array, one is empty or has no numbers, one
    /// occurs twice, or it is one of the state or of the adjoint, which a run changes.</exception>
    public IReadOnlyList<Array>? Control
    {
        get => control;
        init
        {
            control = value is null ? null : ArrayBytes.Check(value, nameof(Control));
            if (control?.Intersect(state.Concat(adjoint), ReferenceEqualityComparer.Instance).Any() == true)
                throw new ArgumentException(
                    "an array of the control is in the state or the adjoint, which a run changes: another run would begin from "
                        + "what this one leaves; keep the control in arrays of its own",
                    nameof(Control)
                );
        }
    }

    /// <summary>Names whatever else changes the result. A run with a journal needs this, or
    /// <see cref="Control"/>.</summary>
    public Func<string>? Identify { get; init; }

    /// <inheritdoc/>
    public long? Steps => steps ?? found;

    /// <inheritdoc/>
    public string? Identity =>
        control is null
            ? Identify?.Invoke()
            : $"{Identify?.Invoke()} control {ArrayBytes.Checksum(control):x8}".TrimStart();

    internal IReadOnlyList<Array> State => state;

    internal IReadOnlyList<Array> Adjoint => adjoint;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no number of steps, and no
    /// <see cref="HasEnded"/>; or there are both <see cref="Dependencies"/> and
    /// <see cref="DependenciesOf"/>.</exception>
    public bool BeginForward()
    {
        if (steps is null && HasEnded is null)
            throw new InvalidOperationException(
                "the number of steps is null, and there is no HasEnded that finds the end"
            );
        if (dependencies is not null && DependenciesOf is not null)
            throw new InvalidOperationException("there are Dependencies and DependenciesOf; allowed: one of them");
        found = null;
        Begin();
        return true;
    }

    /// <inheritdoc/>
    public long Advance(long n0, long n1) => Advance(n0, n1, CancellationToken.None);

    /// <inheritdoc/>
    public long Advance(long n0, long n1, CancellationToken cancellation) => Go(n0, n1, false, cancellation);

    /// <inheritdoc/>
    public long Record(long n0, long n1) => Record(n0, n1, CancellationToken.None);

    /// <inheritdoc/>
    public long Record(long n0, long n1, CancellationToken cancellation) => Go(n0, n1, true, cancellation);

    /// <inheritdoc/>
    public void EndForward(long n) => ArrayBytes.Copy(state, end.Values ??= ArrayBytes.Like(state));

    void IAdjointModel.BeginAdjoint(long index)
    {
        AdjointIndex = index;
        BeginAdjoint(end);
    }

    /// <inheritdoc/>
    public void Reverse(long n1, long n0) => Reverse(n1, n0, CancellationToken.None);

    /// <inheritdoc/>
    public long Reverse(long n1, long n0, CancellationToken cancellation)
    {
        for (var step = n1 - 1; step >= n0; step--)
        {
            if (cancellation.IsCancellationRequested)
                return step + 1;
            at.Names = Recorded(step);
            at.Values = recorded[step];
            AdjointStep(step, at);
        }

        return n0;
    }

    /// <inheritdoc/>
    public void ClearDependencies()
    {
        // The adjoint came to the first of them last: they are in the processor's cache, and are taken next.
        for (var last = inOrder.Count - 1; last >= 0; last--)
            spare.Push(inOrder[last]);
        inOrder.Clear();
        recorded.Clear();
    }

    /// <inheritdoc/>
    public long RestartBytes(long step) => ArrayBytes.Sum(state);

    /// <inheritdoc/>
    public void WriteRestart(long step, ref ByteWriter writer) => ArrayBytes.Write(state, ref writer);

    /// <inheritdoc/>
    public void ReadRestart(long step, ref ByteReader reader) => ArrayBytes.Read(state, ref reader);

    /// <inheritdoc/>
    public long DependencyBytes(long step) => ArrayBytes.Sum(Recorded(step));

    /// <inheritdoc/>
    public void WriteDependencies(long step, ref ByteWriter writer) => ArrayBytes.Write(recorded[step], ref writer);

    /// <inheritdoc/>
    public void ReadDependencies(long step, ref ByteReader reader) => ArrayBytes.Read(Keep(step), ref reader);

    /// <inheritdoc/>
    public long AdjointBytes(long step) => ArrayBytes.Sum(adjoint) + ArrayBytes.Sum(state) + sizeof(long);

    /// <inheritdoc/>
    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        ArrayBytes.Write(adjoint, ref writer);
        ArrayBytes.Write(end.Values ??= ArrayBytes.Like(state), ref writer);
        writer.Write(AdjointIndex);
    }

    /// <inheritdoc/>
    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        ArrayBytes.Read(adjoint, ref reader);
        ArrayBytes.Read(end.Values ??= ArrayBytes.Like(state), ref reader);
        AdjointIndex = reader.Read<long>();
    }

    /// <inheritdoc/>
    public ulong Checksum() => ArrayBytes.Hash(state);

    private Array[] Recorded(long step) => DependenciesOf?.Invoke(step) ?? dependencies ?? state;

    private long Go(long n0, long n1, bool record, CancellationToken cancellation)
    {
        var isState = dependencies is null && DependenciesOf is null;
        for (var step = n0; step < n1; step++)
        {
            if (cancellation.IsCancellationRequested && step > n0)
                return step;
            if (record && isState)
                ArrayBytes.Copy(state, Keep(step));
            Step(step);
            if (record && !isState)
                ArrayBytes.Copy(Recorded(step), Keep(step));
            if (steps is null && HasEnded is { } hasEnded && hasEnded(step))
            {
                found = step + 1;
                return step + 1;
            }
        }

        return n1;
    }

    private Array[] Keep(long step)
    {
        var values = spare.TryPop(out var free) ? free : ArrayBytes.Like(Recorded(step));
        recorded.Add(step, values);
        inOrder.Add(values);
        return values;
    }
}
