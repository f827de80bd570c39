namespace Schedules.Runtime;

/// <summary>Faults that <see cref="GradientCheck"/> finds and names.</summary>
public enum GradientFault
{
    /// <summary>Two forwards from the same control differ: random numbers in a step, or something
    /// that the forward before has left.</summary>
    NotReproducible,

    /// <summary>Restart data that are read and written again are not the same bytes.</summary>
    RestartReadsDifferently,

    /// <summary>A step that starts from restart data gives another state, which differs in more
    /// than one direction: a field, of a step before for example, is not in them.</summary>
    MissingField,

    /// <summary>A step that starts from restart data gives another state, which differs in one
    /// direction only: one number, such as the size of the time step, is not in them.</summary>
    MissingNumber,

    /// <summary>The gradient is another one where dependencies are written and read: they are not
    /// all that the adjoint needs.</summary>
    DependenciesIncomplete,

    /// <summary>The gradient is another one where steps are computed again one by one: what is
    /// recorded of a step changes as the forward goes on.</summary>
    DependenciesOverwritten,

    /// <summary>The gradient is right at the first control and wrong at the second: dependencies
    /// are of the control at which they were recorded first.</summary>
    StaleDependencies,

    /// <summary>The gradient, or a derivative of a step, has the wrong sign.</summary>
    WrongSign,

    /// <summary>A derivative is missing: it is zero, and by differences it is not.</summary>
    MissingTerm,

    /// <summary>The gradient is wrong in another way.</summary>
    WrongTerm,

    /// <summary>Tangent and adjoint do not belong together.</summary>
    TangentDiffers,

    /// <summary>The gradient is another one where the adjoint goes on from its state that was
    /// written: something that is summed up is not in it.</summary>
    AdjointStateIncomplete,
}
