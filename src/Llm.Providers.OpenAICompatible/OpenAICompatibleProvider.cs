using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Any vendor that speaks the chat completions protocol.</summary>
/// <example><code>
/// var provider = new OpenAICompatibleProvider(DeepSeek.Preset);   // key from DEEPSEEK_API_KEY
/// using var chat = provider.CreateChatClient("deepseek-chat");
/// </code></example>
public sealed class OpenAICompatibleProvider : BaseLlmProvider
{
    private readonly ChatCompletionsProtocol _chat;
    private readonly CompletionsProtocol _completions;
    private readonly EmbeddingsProtocol? _embeddings;

    /// <summary>Initializes a new instance of the <see cref="OpenAICompatibleProvider"/> class.</summary>
    /// <param name="preset">The vendor.</param>
    /// <param name="options">The settings; <see langword="null"/> takes them from the environment.</param>
    /// <param name="services">The surroundings.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is wrong.</exception>
    public OpenAICompatibleProvider(OpenAICompatiblePreset preset, OpenAICompatibleOptions? options = null, ProviderServices? services = null)
        : base((preset ?? throw new ArgumentNullException(nameof(preset))).Descriptor, options, services)
    {
        var settings = (OpenAICompatibleOptions)Options;
        var dialect = settings.ReadThinkTags is { } read ? preset.Dialect with { ReadsThinkTags = read } : preset.Dialect;
        _chat = new(dialect);
        _completions = new(dialect);
        _embeddings = preset.Embeddings is { } embeddings ? new(embeddings) : null;
        ModelList = preset.ModelListPath is { } path ? new ModelsProtocol(path) : null;
    }

    /// <inheritdoc/>
    protected override ModelListProtocol? ModelList { get; }

    /// <inheritdoc/>
    protected override ChatProtocol SelectProtocol(ModelItem model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Protocol == "completions" ? _completions : _chat;
    }

    /// <inheritdoc/>
    protected override IChatClient CreateChatClientCore(ModelItem model) =>
        Descriptor.Capabilities.HasFlag(ModelCapabilities.Chat)
            ? base.CreateChatClientCore(model)
            : throw new LlmProviderException(LlmErrorKind.Configuration, $"{Descriptor.DisplayName} ({Id}) has no conversations; it makes embeddings.") { ProviderId = Id };

    /// <inheritdoc/>
    protected override EmbeddingProtocol? SelectEmbeddingProtocol(ModelItem model) => _embeddings;
}
