using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Checks what a caller asks for and fills in defaults, before any protocol sees it. The caller's objects stay as they are.</summary>
internal static class ChatCallFactory
{
    private static readonly ChatOptions s_none = new();

    public static ChatCall Create(BaseLlmProvider provider, ModelItem model, IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, IChatClient? client)
    {
        if (!string.IsNullOrEmpty(options?.ModelId))
        {
            model = provider.GetModel(options.ModelId);
        }

        try
        {
            var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
            var protocol = provider.ProtocolOf(model);
            var isPartial = options is not null && (options.ConversationId is not null || options.ContinuationToken is not null) && protocol.KeepsConversations;
            ConversationRules.Check(conversation, model, mayBeEmpty: isPartial);
            var settings = provider.Options;
            var effective = WithDefaults(options ?? s_none, settings);
            var call = new ChatCall(model, conversation, effective, stream, settings.UnsupportedOptions)
            {
                Origin = provider.Descriptor.Id,
                Account = provider.Account,
                IncludeRaw = settings.IncludeRawRepresentation,
                ParameterPolicy = settings.ParameterPolicy,
                RawRequest = client is null ? null : effective.RawRepresentationFactory?.Invoke(client),
            };
            call = OptionRules.Apply(isPartial ? call : HistoryRepair.Repair(call), protocol);
            InputLimits.Check(call, settings, provider.Id, provider.TokenCounter);
            return ModelLimits.Apply(call, provider.TokenCounter);
        }
        catch (LlmProviderException e)
        {
            throw e.From(provider.Id, model.Id);
        }
    }

    private static ChatOptions WithDefaults(ChatOptions options, LlmProviderOptions settings)
    {
        var temperature = options.Temperature ?? settings.Temperature;
        var maxOutputTokens = options.MaxOutputTokens ?? settings.MaxOutputTokens;
        if (temperature == options.Temperature && maxOutputTokens == options.MaxOutputTokens)
        {
            return options;
        }

        var copy = options.Clone();
        copy.Temperature = temperature;
        copy.MaxOutputTokens = maxOutputTokens;
        return copy;
    }
}
