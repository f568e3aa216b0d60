using Microsoft.ML.Tokenizers;

namespace Llm.Providers.Tokenizers;

/// <summary>Counts tokens with the encodings of OpenAI's models.</summary>
/// <remarks>
/// <c>o200k_base</c> from GPT-4o on, <c>cl100k_base</c> for GPT-4, GPT-3.5 and the embedding models. Other vendors do not publish their tokenizers, or have
/// many: their models are counted with <c>o200k_base</c>, which comes near for most languages. All of it is an estimate. Thread-safe; an encoding is loaded when it is first
/// needed (2 to 4 MB).
/// See <see href="https://github.com/openai/tiktoken/blob/main/tiktoken/model.py">the encodings of the models</see>.
/// </remarks>
public sealed class TiktokenCounter : ITokenCounter
{
    // What begins the ids of models of the older encoding, the vendor's name apart. Newer models and those nobody knows have the newer one.
    private static readonly string[] s_older = ["gpt-4-", "gpt-3.5", "gpt-35", "text-embedding-", "text-davinci", "davinci-002", "babbage-002"];

    private readonly Lazy<TiktokenTokenizer> _newer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private readonly Lazy<TiktokenTokenizer> _older = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));

    /// <inheritdoc/>
    public int? CountTokens(ModelItem model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        return (IsOlder(model) ? _older : _newer).Value.CountTokens(text, considerPreTokenization: true, considerNormalization: false);
    }

    private static bool IsOlder(ModelItem model)
    {
        var id = model.FactsFrom ?? model.Id;
        id = id[(id.LastIndexOf('/') + 1)..];
        return id == "gpt-4" || Array.Exists(s_older, id.StartsWith);
    }
}
