namespace Llm.Providers.Benchmarks;

/// <summary>Who is measured.</summary>
internal enum Contender
{
    /// <summary>HttpClient, SseParser and Utf8JsonReader by hand.</summary>
    Floor,

    /// <summary>This library with <c>MaxRetries = 0</c>.</summary>
    Ours,

    /// <summary>This library as it is set up by default.</summary>
    OursWithRetries,

    /// <summary>OpenAI with Microsoft.Extensions.AI.OpenAI.</summary>
    OpenAI,
}
