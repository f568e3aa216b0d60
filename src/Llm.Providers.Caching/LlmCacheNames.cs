namespace Llm.Providers.Caching;

/// <summary>Names in the <c>AdditionalProperties</c> of the options of a call, which are never sent to a vendor.</summary>
public static class LlmCacheNames
{
    /// <summary>The tenant of the call, as <see cref="string"/> that is not empty. It goes before <see cref="LlmCacheOptions.Tenant"/>; anything else ends the call with an <see cref="ArgumentException"/>.</summary>
    public const string Tenant = "llm.tenant";

    /// <summary>How the call uses the cache, as <see cref="LlmCacheUse"/> or its name. The default is <see cref="LlmCacheUse.ReadAndWrite"/>.</summary>
    public const string Use = "llm.cache";
}
