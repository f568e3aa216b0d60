namespace Llm.Providers;

/// <summary>Finds what is known of a model that a gateway serves under the name of its vendor, such as <c>anthropic/claude-sonnet-4-5</c>.</summary>
internal static class VendorModels
{
    // What gateways call vendors whose provider has another id here.
    private static readonly (string Gateway, string Id)[] s_vendors =
    [
        ("x-ai", "xai"), ("mistralai", "mistral"), ("moonshotai", "moonshot"), ("z-ai", "zai"), ("zai-org", "zai"), ("qwen", "alibaba"), ("vertex_ai", "google"), ("gemini", "google"), ("azure", "openai"),
    ];

    /// <summary>Finds the model in the catalog of its vendor, if the application has that provider too.</summary>
    /// <returns>The facts of the model, not those of who serves it: prices, wire and names of parameters are the gateway's.</returns>
    public static ModelItem? Find(string name, BaseLlmProvider gateway, Func<string, ProviderDescriptor?>? find)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (find is null || slash <= 0 || slash == name.Length - 1 || find(IdOf(name[..slash])) is not { Models.Count: > 0 } vendor || vendor.Id == gateway.Descriptor.Id)
        {
            return null;
        }

        var models = ModelSource.Of(vendor.Models);
        ModelItem? ByName(string id) => models.Find(id) ?? models.FindAlias(id) ?? (id.Contains('.', StringComparison.Ordinal) ? models.Find(id.Replace('.', '-')) : null);
        var rest = name[(slash + 1)..];
        return (ByName(rest) ?? ModelIdRules.Find(rest, ByName)) is not { } known ? null : known with
        {
            Id = name,
            ProviderId = gateway.Id,
            Aliases = [],
            IsDefault = false,
            FactsFrom = known.FactsFrom ?? known.Id,
            IsInferred = true,
            Protocol = null,
            MaxTokensField = null,
            Prices = null,
            OtherPrices = [],
        };
    }

    private static string IdOf(string vendor)
    {
        foreach (var (gateway, id) in s_vendors)
        {
            if (string.Equals(gateway, vendor, StringComparison.OrdinalIgnoreCase))
            {
                return id;
            }
        }

        return vendor;
    }
}
