namespace Llm.Providers.Google;

/// <summary>A function call of the turn before, as it was sent.</summary>
/// <param name="Order">Its place among the calls of the turn.</param>
/// <param name="Name">The name of the function.</param>
/// <param name="Id">The id the vendor gave it; <see langword="null"/> when it gave none.</param>
internal sealed record SentCall(int Order, string Name, string? Id);
