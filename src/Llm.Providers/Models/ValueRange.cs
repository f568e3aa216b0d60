namespace Llm.Providers;

/// <summary>The values a request parameter may have, both ends included.</summary>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
public readonly record struct ValueRange(double Minimum, double Maximum);
