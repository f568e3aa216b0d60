using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Reads what this library adds to responses.</summary>
public static class LlmResponseExtensions
{
    /// <summary>Gets what was left out of the request or changed in it.</summary>
    /// <param name="response">The response, made whole of a stream or not.</param>
    /// <returns>Sentences; empty when everything was sent as it was asked for.</returns>
    public static IReadOnlyList<string> GetWarnings(this ChatResponse response) => response.FindProperty(LlmPropertyNames.Warnings) switch
    {
        IReadOnlyList<string> warnings => warnings,
        JsonElement { ValueKind: JsonValueKind.Array } stored => [.. stored.EnumerateArray().Select(w => w.ToString())],
        _ => [],
    };

    /// <summary>Tells whether the response was given before and comes from a cache: nothing was sent or paid for it, and its usage is what it took when it was made.</summary>
    /// <param name="response">The response, made whole of a stream or not.</param>
    /// <returns>Whether it comes from a cache.</returns>
    public static bool IsFromCache(this ChatResponse response) => response.FindProperty(LlmPropertyNames.Cached) is true or JsonElement { ValueKind: JsonValueKind.True };

    /// <summary>Gets what is known of the call beside its answer: request id, served model, time to first content, attempts, limits.</summary>
    /// <param name="response">The response, made whole of a stream or not, stored as JSON or not.</param>
    /// <returns>What is known; <see cref="LlmCallInfo.Attempts"/> is 1 when nothing else is said.</returns>
    public static LlmCallInfo GetCallInfo(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return CallEnvelope.Read(response.FindProperty, response.ModelId);
    }

    /// <summary>Gets what is known of the call beside its answer; the first update of a stream says it.</summary>
    /// <param name="update">The update.</param>
    /// <returns>What is known.</returns>
    public static LlmCallInfo GetCallInfo(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return CallEnvelope.Read(name => update.AdditionalProperties?.GetValueOrDefault(name), update.ModelId);
    }

    /// <summary>Gets what is known of the call beside its vectors. Where texts were split over several requests, it is of the last one.</summary>
    /// <param name="embeddings">The vectors.</param>
    /// <returns>What is known.</returns>
    public static LlmCallInfo GetCallInfo(this GeneratedEmbeddings<Embedding<float>> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        return CallEnvelope.Read(name => embeddings.AdditionalProperties?.GetValueOrDefault(name), embeddings.Count > 0 ? embeddings[0].ModelId : null);
    }

    /// <summary>Finds a property the vendor or this library added: on the response, or on its messages, where Microsoft.Extensions.AI puts those of a stream.</summary>
    /// <param name="response">The response.</param>
    /// <param name="name">The name, such as <see cref="LlmPropertyNames.RequestId"/> or <c>system_fingerprint</c>.</param>
    /// <returns>The value, or <see langword="null"/>.</returns>
    public static object? FindProperty(this ChatResponse response, string name)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(name);
        if (response.AdditionalProperties?.TryGetValue(name, out var value) == true)
        {
            return value;
        }

        for (var i = response.Messages.Count - 1; i >= 0; i--)
        {
            if (response.Messages[i].AdditionalProperties?.TryGetValue(name, out value) == true)
            {
                return value;
            }
        }

        return null;
    }
}
