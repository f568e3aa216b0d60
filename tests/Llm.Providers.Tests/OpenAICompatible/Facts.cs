using System.Globalization;
using System.Text;

namespace Llm.Providers.Tests.OpenAICompatible;

/// <summary>Writes down what a response says, one fact a line, so that two can be compared and a difference be read.</summary>
internal static class Facts
{
    public static string Of(ChatResponse response)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"response {response.ResponseId} of {response.ModelId} at {response.CreatedAt?.ToUnixTimeSeconds()} finish {response.FinishReason}");
        text.AppendLine(CultureInfo.InvariantCulture, $"usage {Of(response.Usage)}");
        foreach (var message in response.Messages)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"message {message.MessageId} {message.Role}");
            foreach (var content in message.Contents)
            {
                text.AppendLine($"  {Of(content)}");
            }

            foreach (var (name, value) in (message.AdditionalProperties ?? []).Where(p => p.Key != LlmPropertyNames.TimeToFirstContent).OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {name} = {value}");
            }
        }

        return text.ToString();
    }

    private static string Of(AIContent content) => content switch
    {
        TextReasoningContent reasoning => $"thought {reasoning.Text} [{reasoning.ProtectedData}]",
        TextContent text => $"text {text.Text} {string.Join(' ', (text.Annotations ?? []).Select(a => (a as CitationAnnotation)?.Url?.ToString() ?? a.RawRepresentation))}",
        FunctionCallContent call => $"call {call.CallId} {call.Name} {call.Arguments()} {call.Exception?.GetType().Name} {call.InformationalOnly}",
        DataContent data => $"data {data.MediaType} {data.Base64Data}",
        UriContent uri => $"uri {uri.Uri}",
        ErrorContent error => $"error {error.ErrorCode} {error.Message}",
        _ => content.GetType().Name,
    };

    private static string Of(UsageDetails? usage) => usage is null ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{usage.InputTokenCount}+{usage.OutputTokenCount}={usage.TotalTokenCount} cached {usage.CachedInputTokenCount} thought {usage.ReasoningTokenCount} {string.Join(',', usage.AdditionalCounts?.Select(c => $"{c.Key}:{c.Value}") ?? [])}");
}
