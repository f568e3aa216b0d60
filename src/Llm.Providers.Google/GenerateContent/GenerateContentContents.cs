using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes a conversation: turns of the user and of the model in alternation, neighbours of one kind joined, what is empty left out.</summary>
internal sealed class GenerateContentContents
{
    private readonly ChatCall _call;
    private readonly Utf8JsonWriter _json;
    private readonly UserParts _user;
    private readonly ModelParts _model;
    private readonly FunctionResults _results;
    private readonly List<SentCall> _calls = [];
    private bool _open;
    private bool _any;

    public GenerateContentContents(ChatCall call, WireRequest request, GeminiSurface surface, GeminiTraits traits)
    {
        _call = call;
        _json = request.Json;
        var media = new MediaParts(call, request, surface);
        _user = new(request, media);
        _model = new(call, request, media, traits, _calls);
        _results = new(request, media, traits);
    }

    public void Write()
    {
        _json.WriteStartArray("contents"u8);
        var group = new List<ChatMessage>();
        foreach (var message in _call.Messages)
        {
            if (SystemInstruction.IsOne(message))
            {
                continue;
            }

            if (group.Count > 0 && IsModel(group[0]) != IsModel(message))
            {
                WriteTurn(group);
                group.Clear();
            }

            group.Add(message);
        }

        if (group.Count > 0)
        {
            WriteTurn(group);
        }

        _json.WriteEndArray();
        if (!_any)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "No message of the conversation has content for the model beside instructions; give at least one of the user.");
        }
    }

    private static bool IsModel(ChatMessage message) => message.Role == ChatRole.Assistant;

    private void WriteTurn(List<ChatMessage> group)
    {
        var isModel = IsModel(group[0]);
        if (isModel)
        {
            PutUserFirst(group);
            _calls.Clear();
            _model.Write(group, OpenModel);
        }
        else
        {
            WriteResults(group);
            WriteUser(group);
        }

        Close();
    }

    // A turn with calls must come after one of the user: https://ai.google.dev/gemini-api/docs/function-calling. What led to these calls is not in the
    // history any more, be it that it was cut or that it was made a summary of.
    private void PutUserFirst(List<ChatMessage> group)
    {
        if (_any || !group.Exists(m => m.Contents.Any(c => c is FunctionCallContent)))
        {
            return;
        }

        Open("user"u8);
        _user.Write(new TextContent("…"));
        Close();
        _call.Warn("The conversation starts with calls of the model, but the API wants the user to speak first: a message of the user that says '…' was put in front.");
    }

    // The vendor counts: as many results as there were calls, and no id tells which is whose unless the vendor gave one. Their order does.
    private void WriteResults(List<ChatMessage> group)
    {
        List<(SentCall Call, FunctionResultContent Result)>? results = null;
        foreach (var message in group)
        {
            foreach (var content in message.Contents)
            {
                if (content is FunctionResultContent result)
                {
                    (results ??= []).Add((SentCall.Take(_calls, result.CallId) ?? throw Unknown(result), result));
                }
                else if (content is InputResponseContent)
                {
                    _call.LeftOut(content, "generate-content"); // the vendor that asked is another one
                }
                else if (message.Role == ChatRole.Tool && content is not UsageContent)
                {
                    throw LlmProviderException.UnsupportedContent(content, "generate-content", "A message with the role tool holds function results only.");
                }
            }
        }

        foreach (var (sent, result) in results?.OrderBy(r => r.Call.Order) ?? Enumerable.Empty<(SentCall, FunctionResultContent)>())
        {
            Open("user"u8);
            _results.Write(sent, result);
        }
    }

    private static LlmProviderException Unknown(FunctionResultContent result) =>
        new(LlmErrorKind.InvalidRequest, $"There is a result for the call '{result.CallId}', but the turn before it has no such call. Send the calls of the model together with their results.");

    private void WriteUser(List<ChatMessage> group)
    {
        foreach (var message in group)
        {
            if (!string.IsNullOrEmpty(message.AuthorName))
            {
                _call.Unsupported("ChatMessage.AuthorName", "has no place in generate-content");
            }

            foreach (var content in message.Contents)
            {
                if (content is not (FunctionResultContent or InputResponseContent or UsageContent or TextContent { Text.Length: 0 }))
                {
                    Open("user"u8);
                    _user.Write(content);
                }
            }
        }
    }

    private void Close()
    {
        if (_open)
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            _open = false;
        }
    }

    private void OpenModel() => Open("model"u8);

    private void Open(ReadOnlySpan<byte> role)
    {
        if (!_open)
        {
            _json.WriteStartObject();
            _json.WriteString("role"u8, role);
            _json.WriteStartArray("parts"u8);
            _open = _any = true;
        }
    }
}
