namespace Llm.Providers.Corpus.Usages;

/// <summary>A body with its usage as one provider would read it, and what it is expected to cost.</summary>
/// <param name="Index">The place of the body in the file.</param>
/// <param name="Provider">The provider, in the words of the file.</param>
/// <param name="Flavor">The provider's API, in the words of the file.</param>
/// <param name="Model">The model.</param>
/// <param name="Body">The body: often the model and the usage alone.</param>
/// <param name="InputPrice">The cost of the input in USD.</param>
/// <param name="OutputPrice">The cost of the output in USD.</param>
internal sealed record UsageRow(int Index, string Provider, string Flavor, string Model, JsonElement Body, decimal InputPrice, decimal OutputPrice)
{
    public string Id => $"{Index}/{Provider}/{Flavor}";
}
