using System.Text;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Takes the facts a protocol reads from an answer and makes updates of a stream, or one response, of them.</summary>
/// <remarks>
/// The laws every answer keeps live here, once for all wires: each update of a turn has the same response and message id, tool calls
/// come out whole and after the text, the usage comes exactly once, and the finish reason agrees with the content.
/// </remarks>
public sealed class ChatResponseWriter : IDisposable
{
    private readonly string _origin;
    private readonly List<AIContent> _contents = new(capacity: 1);
    private readonly Queue<ChatResponseUpdate>? _updates;
    private readonly PooledBuffer? _partialText;
    private ToolCallAccumulator? _toolCalls;
    private AnswerHead _head;
    private ChatFinishReason? _finishReason;
    private string? _rawFinishReason;
    private StringBuilder? _refusal;
    private AdditionalPropertiesDictionary? _properties;
    private object? _raw;
    private bool _reasoningSeen;
    private bool _callsSeen;
    private bool _textNoted;
    private bool _active;

    internal ChatResponseWriter(bool streaming, string origin)
    {
        _origin = origin;
        if (streaming)
        {
            _updates = new();
            _partialText = new(initialCapacity: 4096);
        }
    }

    /// <summary>Gets the id of the answer that was set first.</summary>
    public string? ResponseId => _head.ResponseId;

    /// <summary>Gets the model that was set last.</summary>
    public string? ModelId => _head.ModelId;

    /// <summary>Gets a value indicating whether any content was written.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Gets a value indicating whether the answer holds an error.</summary>
    public bool HasFailed => Failure is not null;

    internal bool HasUpdates => _updates is { Count: > 0 };

    /// <summary>Gets a value indicating whether nothing was written that makes an answer: no content, no finish reason, no usage.</summary>
    internal bool IsEmpty => !HasContent && _finishReason is null && Usage is null;

    /// <summary>Gets a value indicating whether the answer is still being made, and is asked for again.</summary>
    internal bool IsUnfinished => _head.ContinuationToken is not null;

    internal WireError? Failure { get; private set; }

    internal UsageDetails? Usage { get; private set; }

    internal string? PartialText => _partialText is { Length: > 0 } ? Encoding.UTF8.GetString(_partialText.Span) : _contents.Count > 0 ? ContentPieces.TextOf(_contents) : null;

    /// <summary>Sets the vendor's id of the answer. The first one stays, so that all updates of a turn agree.</summary>
    /// <param name="id">The id; an empty one is ignored.</param>
    public void SetId(string? id) => _head.SetId(id);

    /// <summary>Sets the model that answers.</summary>
    /// <param name="modelId">The id; an empty one is ignored.</param>
    public void SetModel(string? modelId) => _head.ModelId = string.IsNullOrEmpty(modelId) ? _head.ModelId : modelId;

    /// <summary>Sets when the answer was made.</summary>
    /// <param name="createdAt">The time.</param>
    public void SetCreated(DateTimeOffset createdAt) => _head.CreatedAt = createdAt;

    /// <summary>Writes text of the answer.</summary>
    /// <param name="utf8">The text, unescaped.</param>
    public void WriteText(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
        {
            _partialText?.Append(utf8);
            Emit(new TextContent(TokenText.GetString(utf8)));
        }
    }

    /// <summary>Writes text of the answer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="annotations">Citations and the like that belong to it.</param>
    public void WriteText(string? text, IList<AIAnnotation>? annotations = null)
    {
        if (string.IsNullOrEmpty(text) && annotations is not { Count: > 0 })
        {
            return;
        }

        text ??= "";
        _partialText?.Append(text);
        Emit(new TextContent(text) { Annotations = annotations });
    }

    /// <summary>Writes text the model thinks.</summary>
    /// <param name="text">The text.</param>
    public void WriteReasoning(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Emit(Stamp(new TextReasoningContent(text)));
        }
    }

    /// <summary>Ends a block of reasoning with the data its vendor wants back, such as a signature.</summary>
    /// <param name="protectedData">The data, byte for byte.</param>
    /// <param name="native">A property the vendor's wire needs to tell what the data is; <see langword="null"/> for none.</param>
    public void WriteReasoningData(string protectedData, KeyValuePair<string, object?>? native = null)
    {
        _reasoningSeen = false;
        var end = Stamp(new TextReasoningContent("") { ProtectedData = protectedData });
        if (native is { } property)
        {
            end.AdditionalProperties![property.Key] = property.Value;
        }

        Emit(end);
        _reasoningSeen = false;
    }

    /// <summary>Writes a fragment of a tool call.</summary>
    /// <param name="index">The position of the call among those of the turn, if the wire says.</param>
    /// <param name="id">The id, if the fragment has one.</param>
    /// <param name="name">The name of the tool or a part of it, if the fragment has one.</param>
    /// <param name="arguments">The next part of the arguments, in UTF-8.</param>
    /// <param name="native">Data the vendor wants back with the call, such as a thought signature; <see langword="null"/> for none.</param>
    public void WriteToolCall(int? index, string? id, string? name, ReadOnlySpan<byte> arguments, KeyValuePair<string, object?>? native = null)
    {
        (_toolCalls ??= new()).Add(index, id, name, arguments, native);
        HasContent = _active = true;
    }

    /// <summary>Writes a fragment of a call whose tool takes text instead of an object.</summary>
    /// <param name="index">The position of the call among those of the turn, if the wire says.</param>
    /// <param name="id">The id, if the fragment has one.</param>
    /// <param name="name">The name of the tool or a part of it, if the fragment has one.</param>
    /// <param name="text">The next part of the text, in UTF-8. The caller finds it whole in the argument <see cref="ToolArguments.TextName"/>.</param>
    public void WriteTextToolCall(int? index, string? id, string? name, ReadOnlySpan<byte> text)
    {
        (_toolCalls ??= new()).Add(index, id, name, text, isText: true);
        HasContent = _active = true;
    }

    /// <summary>Writes a whole tool call, for a wire that gives it whole or has more to say of it than arguments. It comes out after the text, in the order of writing.</summary>
    /// <param name="call">The call.</param>
    public void WriteToolCall(FunctionCallContent call)
    {
        (_toolCalls ??= new()).Add(call);
        HasContent = _active = true;
    }

    /// <summary>Says that other content follows the tool calls written so far, on a wire whose order matters: they are whole and come out now.</summary>
    /// <param name="areAnswered">Whether what follows was made of their results: they are information then, and nobody is to run them.</param>
    public void EndToolCalls(bool areAnswered = false)
    {
        if (_toolCalls is not { IsEmpty: false })
        {
            return;
        }

        _callsSeen |= !areAnswered;
        foreach (var call in _toolCalls.Take())
        {
            call.InformationalOnly |= areAnswered;
            WriteContent(call);
        }
    }

    /// <summary>Writes a part of what the model says when it refuses.</summary>
    /// <param name="text">The text.</param>
    public void WriteRefusal(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            (_refusal ??= new()).Append(text);
            HasContent = _active = true;
        }
    }

    /// <summary>Writes any other content, and notes on it which kind of provider made it.</summary>
    /// <param name="content">The content.</param>
    public void WriteContent(AIContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content is not (TextContent or TextReasoningContent or ErrorContent))
        {
            (content.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = _origin;
        }

        if (content is TextContent { Text: var text })
        {
            if (!_textNoted)
            {
                _partialText?.Append(text);
            }

            _textNoted = false;
        }

        if (content is not TextReasoningContent { ProtectedData: not null } block)
        {
            Emit(content is TextReasoningContent reasoning ? Stamp(reasoning) : content);
            return;
        }

        // Data ends a block of reasoning: what follows is not joined to it and needs a stamp of its own.
        _reasoningSeen = false;
        Emit(Stamp(block));
        _reasoningSeen = false;
    }

    /// <summary>Says that content arrived which the protocol keeps until it is complete, so that the wait for it is not taken for silence.</summary>
    public void NoteContent() => HasContent = _active = true;

    /// <summary>Says that text arrived which the protocol keeps until it is complete and then gives to <see cref="WriteContent"/>: an answer that breaks off shows it.</summary>
    /// <param name="utf8">The text, unescaped.</param>
    public void NoteText(ReadOnlySpan<byte> utf8)
    {
        _partialText?.Append(utf8);
        _textNoted = true;
        NoteContent();
    }

    /// <summary>Sets why the model stopped.</summary>
    /// <param name="raw">The reason as it was on the wire.</param>
    /// <param name="reason">What it means; <see langword="null"/> for the usual reading of the word.</param>
    public void SetFinish(string raw, ChatFinishReason? reason = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        _rawFinishReason = raw;
        _finishReason = reason ?? FinishReasons.Parse(raw);
    }

    /// <summary>Sets the id of the conversation that the vendor keeps.</summary>
    /// <param name="conversationId">What the caller gives as <c>ChatOptions.ConversationId</c> next; an empty one is ignored.</param>
    public void SetConversationId(string? conversationId) => _head.ConversationId = string.IsNullOrEmpty(conversationId) ? _head.ConversationId : conversationId;

    /// <summary>Sets where an answer that is still being made can be taken up again.</summary>
    /// <param name="token">The token; <see langword="null"/> when the answer is complete. The first one of a stream becomes an update at once: the connection may break before there is content.</param>
    public void SetContinuationToken(ResponseContinuationToken? token)
    {
        var isFirst = _head.ContinuationToken is null && token is not null;
        _head.ContinuationToken = token;
        if (isFirst)
        {
            _updates?.Enqueue(NewUpdate([]));
        }
    }

    /// <summary>Sets the usage. Of several, the last value of each count is kept: vendors repeat and correct, they do not add.</summary>
    /// <param name="usage">The counts.</param>
    public void SetUsage(UsageDetails usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        Usage = Usage is null ? usage : UsageMath.Overwrite(Usage, usage);
    }

    /// <summary>Sets a property of the response that Microsoft.Extensions.AI has no place for.</summary>
    /// <param name="name">The name, as on the wire.</param>
    /// <param name="value">The value: a string, number, boolean or <see cref="System.Text.Json.JsonElement"/>.</param>
    public void SetProperty(string name, object? value) => (_properties ??= [])[name] = value;

    /// <summary>Gets a property that was set.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value, or <see langword="null"/>.</returns>
    public object? GetProperty(string name) => _properties?.GetValueOrDefault(name);

    /// <summary>Sets what <c>RawRepresentation</c> of the next update, or of the response, is to hold.</summary>
    /// <param name="raw">The vendor's value.</param>
    public void SetRaw(object raw) => _raw = raw;

    /// <summary>Says that the answer holds an error instead of, or after, content.</summary>
    /// <param name="error">What the vendor says.</param>
    public void Fail(WireError error) => Failure = error;

    /// <inheritdoc/>
    public void Dispose()
    {
        _toolCalls?.Dispose();
        _partialText?.Dispose();
    }

    /// <summary>Tells whether content arrived since the last call, be it one that waits for its end before it becomes an update.</summary>
    internal bool TakeActivity()
    {
        (var active, _active) = (_active, false);
        return active;
    }

    internal bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ChatResponseUpdate? update)
    {
        update = null;
        return _updates?.TryDequeue(out update) == true;
    }

    /// <summary>Writes the end of a stream: refusal, tool calls, usage and finish reason in one last update.</summary>
    internal void Complete()
    {
        CloseContents();
        if (Usage is not null)
        {
            _contents.Add(new UsageContent(Usage));
        }

        _updates?.Enqueue(NewUpdate([.. _contents]));
    }

    internal ChatResponse ToResponse()
    {
        CloseContents();
        var response = _head.NewResponse(_contents, _properties);
        response.FinishReason = _finishReason;
        response.Usage = Usage;
        response.RawRepresentation = _raw;
        return response;
    }

    private void CloseContents()
    {
        if (_refusal is not null)
        {
            _contents.Add(new ErrorContent(_refusal.ToString()) { ErrorCode = "Refusal" });
        }

        var hasCalls = _callsSeen;
        if (_toolCalls is { IsEmpty: false })
        {
            hasCalls = true;
            foreach (var call in _toolCalls.Take())
            {
                (call.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = _origin;
                _contents.Add(call);
            }
        }

        // Servers say "tool_calls" without a call, which would make a tool loop go round for ever, and "stop" with one.
        if (_finishReason == ChatFinishReason.ToolCalls && !hasCalls)
        {
            _finishReason = ChatFinishReason.Stop;
        }
        else if (_finishReason == ChatFinishReason.Stop && hasCalls)
        {
            _finishReason = ChatFinishReason.ToolCalls;
        }

        if (_rawFinishReason is not null && _rawFinishReason != _finishReason?.Value)
        {
            SetProperty(LlmPropertyNames.RawFinishReason, _rawFinishReason);
        }
    }

    private TextReasoningContent Stamp(TextReasoningContent reasoning)
    {
        // Microsoft.Extensions.AI keeps the properties of the first of several pieces when it joins them: one stamp a block is enough.
        if (!_reasoningSeen)
        {
            (reasoning.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = _origin;
            _reasoningSeen = true;
        }

        return reasoning;
    }

    private void Emit(AIContent content)
    {
        HasContent = _active = true;
        _reasoningSeen &= content is TextReasoningContent;
        if (_updates is not null)
        {
            _updates.Enqueue(NewUpdate(new OneContent(content)));
        }
        else if (!ContentPieces.TryJoin(_contents, content))
        {
            _contents.Add(content);
        }
    }

    private ChatResponseUpdate NewUpdate(IList<AIContent> contents)
    {
        var update = _head.NewUpdate(contents);
        (update.RawRepresentation, _raw) = (_raw, null);
        if (contents is not OneContent)
        {
            update.FinishReason = _finishReason;
            update.AdditionalProperties = _properties;
        }

        return update;
    }
}
