using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Finds the headers that the options of a call add.</summary>
internal static class CallHeaders
{
    public static IEnumerable<KeyValuePair<string, string>>? Of(ChatCall call) =>
        call.Options.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Headers) as IEnumerable<KeyValuePair<string, string>>;
}
