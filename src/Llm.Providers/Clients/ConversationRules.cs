using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What a conversation must be like on every wire.</summary>
internal static class ConversationRules
{
    private static readonly ChatRole s_developer = new("developer");

    public static void Check(IReadOnlyList<ChatMessage> messages, ModelItem model, bool mayBeEmpty)
    {
        if (messages.Count == 0 && !mayBeEmpty)
        {
            throw Invalid("The conversation has no messages; give at least one.");
        }

        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i] ?? throw Invalid($"Message {i} of the conversation is null.");
            if (!IsKnown(message.Role))
            {
                throw Invalid($"Message {i} has the role '{message.Role.Value}'; known are system, developer, user, assistant and tool.");
            }

            if (message.Role == ChatRole.Assistant)
            {
                continue; // what a model made is left out by a wire that cannot carry it: it must not end the conversation
            }

            // Not foreach: the enumerator of an IList is an object, and a long history would make thousands of them.
            for (var k = 0; k < message.Contents.Count; k++)
            {
                CheckContent(message.Contents[k], i, model);
            }
        }
    }

    /// <summary>Finds the kinds of content, text apart, that a model must take for this conversation.</summary>
    public static Modalities Needs(IReadOnlyList<ChatMessage> messages) =>
        messages.Where(m => m.Role != ChatRole.Assistant).SelectMany(m => m.Contents).Aggregate(Modalities.None, (needed, content) => needed | Modality(MediaType(content)));

    private static bool IsKnown(ChatRole role) =>
        role == ChatRole.User || role == ChatRole.Assistant || role == ChatRole.System || role == ChatRole.Tool || role == s_developer;

    private static void CheckContent(AIContent content, int index, ModelItem model)
    {
        var mediaType = MediaType(content);
        var modality = Modality(mediaType);
        if (modality != Modalities.None && !model.IsInferred && model.Accepts(modality) == false)
        {
            throw new LlmProviderException(LlmErrorKind.UnsupportedContent, $"{model.ProviderId}/{model.Id} does not take {mediaType} (message {index}). Choose a model that does, or remove the content.");
        }

        if (content is DataContent { Data: var bytes } image && modality == Modalities.Image && ImageSniffer.Detect(bytes.Span) is null)
        {
            throw Invalid($"The {image.MediaType} in message {index} is no image: its {bytes.Length} bytes do not start like one. Check what was loaded.");
        }
    }

    private static string MediaType(AIContent content) => content switch
    {
        DataContent data => data.MediaType,
        UriContent uri => uri.MediaType,
        HostedFileContent { MediaType: { } type } => type,
        _ => "",
    };

    private static Modalities Modality(string mediaType) =>
        mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? Modalities.Image
        : mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? Modalities.Audio
        : mediaType.StartsWith("video/", StringComparison.OrdinalIgnoreCase) ? Modalities.Video
        : mediaType.Equals("application/pdf", StringComparison.OrdinalIgnoreCase) ? Modalities.Pdf
        : Modalities.None;

    private static LlmProviderException Invalid(string message) => new(LlmErrorKind.InvalidRequest, message);
}
