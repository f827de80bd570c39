namespace Schedules.Runtime;

/// <summary>A fault that <see cref="GradientCheck"/> has found.</summary>
/// <param name="Fault">Its kind.</param>
/// <param name="Message">What was seen, where, and what to look at: one sentence.</param>
public sealed record GradientFinding(GradientFault Fault, string Message);
