using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>Reads what the options of a call say to the cache. What cannot be read ends the call: passed over, a tenant would share answers with all others.</summary>
internal static class CallRules
{
    /// <summary>Finds the tenant of a call.</summary>
    /// <exception cref="ArgumentException">What was given is no text, or an empty one.</exception>
    public static string? Tenant(ChatOptions? options, LlmCacheOptions settings)
    {
        var given = Given(options, LlmCacheNames.Tenant);
        if (given is null)
        {
            return settings.Tenant?.Invoke(options) is { } found ? Named(found, $"{nameof(LlmCacheOptions)}.{nameof(LlmCacheOptions.Tenant)} gave", found) : null;
        }

        return Named(given as string, $"AdditionalProperties[\"{LlmCacheNames.Tenant}\"] is", given);
    }

    /// <summary>Finds how a call uses the cache.</summary>
    /// <exception cref="ArgumentException">What was given is no <see cref="LlmCacheUse"/> and does not name one.</exception>
    public static LlmCacheUse Use(ChatOptions? options)
    {
        var given = Given(options, LlmCacheNames.Use);
        return given switch
        {
            null => LlmCacheUse.ReadAndWrite,
            LlmCacheUse use when Enum.IsDefined(use) => use,
            string name when Enum.GetNames<LlmCacheUse>().Contains(name, StringComparer.OrdinalIgnoreCase) => Enum.Parse<LlmCacheUse>(name, ignoreCase: true),
            _ => throw new ArgumentException($"AdditionalProperties[\"{LlmCacheNames.Use}\"] is {Describe(given)}; give a {nameof(LlmCacheUse)} or its name: {string.Join(", ", Enum.GetNames<LlmCacheUse>())}.", nameof(options)),
        };
    }

    // Options that went through JSON hold elements where there was text.
    private static object? Given(ChatOptions? options, string name) => options?.AdditionalProperties?.GetValueOrDefault(name) switch
    {
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        var value => value,
    };

    private static string Named(string? tenant, string what, object given) =>
        string.IsNullOrWhiteSpace(tenant) ? throw new ArgumentException($"{what} {Describe(given)}; give the tenant as a string that is not empty, or none.") : tenant;

    private static string Describe(object given) => given switch
    {
        string text => string.IsNullOrWhiteSpace(text) ? "an empty text" : $"'{text}'",
        JsonElement json => $"a JSON value of kind {json.ValueKind}",
        LlmCacheUse use => $"{use}",
        _ => $"a {given.GetType().Name}",
    };
}
