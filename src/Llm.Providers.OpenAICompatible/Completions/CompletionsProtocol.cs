using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The legacy completions protocol: a text is continued, without roles, tools or images.</summary>
/// <param name="dialect">What the vendor does differently.</param>
/// <remarks>
/// The texts of the conversation are joined with blank lines and sent as the prompt.
/// See <see href="https://platform.openai.com/docs/api-reference/completions">the reference</see>.
/// </remarks>
public sealed class CompletionsProtocol(ChatCompletionsDialect dialect) : ChatProtocol
{
    /// <inheritdoc/>
    public override string Name => "completions";

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = "completions";
        var extras = RequestExtras.Of(call);
        var json = request.Json;
        json.WriteStartObject();
        if (!extras.Has("prompt"))
        {
            json.WriteString("prompt"u8, Prompt(call));
        }

        // This wire never got the newer name of the limit.
        ChatCompletionsParameters.Write(call, json, dialect with { MaxTokensField = "max_tokens", ModelNamesMaxTokensField = false, ReasoningRequest = ReasoningRequestForm.None }, extras);
        if (call.Options.Tools is { Count: > 0 })
        {
            call.Unsupported("ChatOptions.Tools", "has no place in legacy completions");
        }

        if (call.Options.ResponseFormat is ChatResponseFormatJson)
        {
            call.Unsupported("ChatOptions.ResponseFormat", "has no place in legacy completions");
        }

        extras.WriteTo(json);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        ChatCompletionsParser.ReadWhole(body, dialect, readsText: true, response);
    }

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new ChatCompletionsReader(dialect, readsText: true);

    /// <inheritdoc/>
    public override LlmCost? ReportedCostOf(ChatResponseWriter response) => ReportedCosts.Read(response);

    private string Prompt(ChatCall call)
    {
        var texts = new List<string>();
        if (!string.IsNullOrEmpty(call.Options.Instructions))
        {
            texts.Add(call.Options.Instructions);
        }

        foreach (var content in call.Messages.SelectMany(m => m.Contents))
        {
            switch (content)
            {
                case TextContent text when text.Text.Length > 0:
                    texts.Add(text.Text);
                    break;
                case TextContent or UsageContent or TextReasoningContent:
                    break;
                default:
                    throw LlmProviderException.UnsupportedContent(content, Name, "Legacy completions take text only.");
            }
        }

        return texts.Count > 0 ? string.Join("\n\n", texts) : throw new LlmProviderException(LlmErrorKind.InvalidRequest, "Every message of the conversation is empty; give at least one with content.");
    }
}
