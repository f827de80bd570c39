namespace Schedules.Runtime;

/// <summary>Precision of the doubles in checkpoints.</summary>
public enum StoredPrecision
{
    /// <summary>All data as the model writes them.</summary>
    Exact = 0,

    /// <summary>Doubles rounded to floats, half as many bytes, with a relative error of 6e-8 at
    /// most, where their magnitude is 1.2e-38 or more, and an absolute error of 7e-46 at most below
    /// that. One that is rounded to infinity, or a NaN that is not the same afterwards, is
    /// refused. Doubles are what a model gives to <see cref="ByteWriter"/> as such, eight or more
    /// in a row; all else stays as it is, and so does the adjoint's state.</summary>
    Single = 1,
}
