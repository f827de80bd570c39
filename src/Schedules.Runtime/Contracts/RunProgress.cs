namespace Schedules.Runtime;

/// <summary>Progress of a run.</summary>
/// <param name="Actions">Actions carried out.</param>
/// <param name="ForwardSteps">Steps that the forward has advanced over, in all.</param>
/// <param name="ReversedSteps">Steps that the adjoint has gone back over, in all.</param>
/// <param name="Fraction">What part of the steps predicted has been done, from 0 to 1; null while there is no prediction.</param>
/// <param name="Elapsed">Time since the run began, or was resumed.</param>
public readonly record struct RunProgress(
    long Actions,
    long ForwardSteps,
    long ReversedSteps,
    double? Fraction,
    TimeSpan Elapsed
);
