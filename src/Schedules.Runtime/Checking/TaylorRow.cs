namespace Schedules.Runtime;

/// <summary>One step length of a Taylor test along a direction d: of a right gradient g, the
/// remainder falls by four where the length is halved, until rounding takes over.</summary>
/// <param name="Length">The step length h.</param>
/// <param name="Change">|J(c + h d) - J(c)|.</param>
/// <param name="Remainder">|J(c + h d) - J(c) - h g·d|.</param>
/// <param name="Difference">(J(c + h d) - J(c - h d)) / 2 h.</param>
public readonly record struct TaylorRow(double Length, double Change, double Remainder, double Difference);
