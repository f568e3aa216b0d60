using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes a request.</summary>
internal sealed class MessagesRequest
{
    private readonly ChatCall _call;
    private readonly WireRequest _request;
    private readonly MessagesDialect _dialect;
    private readonly Utf8JsonWriter _json;
    private readonly RequestExtras _extras;
    private readonly BetaFeatures _betas;
    private readonly ThinkingPlan _thinking;

    public MessagesRequest(ChatCall call, WireRequest request, MessagesDialect dialect)
    {
        (_call, _request, _dialect) = (call, request, dialect);
        _json = request.Json;
        _extras = RequestExtras.Of(call);
        _betas = new(call, dialect);
        _thinking = ThinkingPlan.Of(call, dialect, _extras);
    }

    public void Write()
    {
        _json.WriteStartObject();
        if (!_extras.Has("model"))
        {
            _json.WriteString("model"u8, _call.Model.Id);
        }

        if (!_extras.Has("max_tokens"))
        {
            _json.WriteNumber("max_tokens"u8, _thinking.MaxTokens);
        }

        if (_call.Stream && !_extras.Has("stream"))
        {
            _json.WriteBoolean("stream"u8, true);
        }

        WritePrompt();
        MessagesParameters.Write(_call, _json, _dialect, _extras, _thinking.IsOn);
        _extras.WriteTo(_json, AnthropicPropertyNames.Betas, MessagesTools.StrictProperty);
        _json.WriteEndObject();
        WriteHeaders();
    }

    /// <summary>Writes what counts as input: the request without what steers the answer.</summary>
    public void WriteForCounting()
    {
        _json.WriteStartObject();
        _json.WriteString("model"u8, _call.Model.Id);
        WritePrompt();
        foreach (var name in (ReadOnlySpan<string>)["thinking", "output_config", "context_management", "mcp_servers", "cache_control", "speed", "tools", "tool_choice", "system"])
        {
            if (_extras.Has(name) && _call.Options.AdditionalProperties?.GetValueOrDefault(name) is { } value)
            {
                _json.WritePropertyName(name);
                JsonValues.Write(_json, value);
            }
        }

        _json.WriteEndObject();
        WriteHeaders();
    }

    private void WritePrompt()
    {
        var conversation = MessagesConversation.Of(_call, _dialect);
        OutputFormat.AddInstruction(_call, _extras, conversation);
        ContainerInputs.Add(_call, conversation);
        var cache = CachePlan.Of(_call, conversation, _extras);
        var blocks = new MessageBlocks(_call, _request, cache, _betas);
        if (conversation.System.Count > 0 && !_extras.Has("system"))
        {
            _json.WritePropertyName("system"u8);
            WriteContent(conversation.System, cache, blocks);
        }

        if (!_extras.Has("messages"))
        {
            WriteMessages(conversation, cache, blocks);
        }

        new MessagesTools(_call, _json, cache, _betas).Write(_extras);
        _thinking.WriteTo(_json);
        OutputFormat.Write(_call, _json, _extras, _thinking.Effort);
    }

    private void WriteMessages(MessagesConversation conversation, CachePlan cache, MessageBlocks blocks)
    {
        TrimPrefill(conversation.Turns[^1]);
        _json.WriteStartArray("messages"u8);
        foreach (var turn in conversation.Turns)
        {
            _json.WriteStartObject();
            _json.WriteString("role"u8, turn.Role);
            _json.WritePropertyName("content"u8);
            WriteContent(turn.Pieces, cache, blocks);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteContent(List<MessagePiece> pieces, CachePlan cache, MessageBlocks blocks)
    {
        if (pieces is [{ Content: TextContent { Annotations: null or { Count: 0 } } text } only] && !cache.Has(only))
        {
            _json.WriteStringValue(text.Text);
            return;
        }

        _json.WriteStartArray();
        foreach (var piece in pieces)
        {
            blocks.Write(piece);
        }

        _json.WriteEndArray();
    }

    // An answer that the model is to go on with must not end with white space: the API refuses it.
    private static void TrimPrefill(MessageTurn last)
    {
        if (last.Role == MessageTurn.Assistant && last.Pieces[^1] is { Content: TextContent text } piece && char.IsWhiteSpace(text.Text[^1]))
        {
            last.Pieces[^1] = new(new TextContent(text.Text.TrimEnd()) { Annotations = text.Annotations }) { CacheControl = piece.CacheControl };
        }
    }

    private void WriteHeaders()
    {
        _request.Headers[MessagesDialect.VersionHeader] = _dialect.ApiVersion;
        _betas.WriteTo(_request);
    }
}
