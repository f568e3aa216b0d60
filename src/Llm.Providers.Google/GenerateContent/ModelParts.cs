using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes what the model said in an earlier turn, each signature on the part it came with.</summary>
internal sealed class ModelParts(ChatCall call, WireRequest request, MediaParts media, GeminiTraits traits, List<SentCall> calls)
{
    /// <summary>What the vendor takes in place of the signature of a call it did not make.</summary>
    /// <remarks>See <see href="https://ai.google.dev/gemini-api/docs/thought-signatures#faqs">the vendor's answer</see> to what to do with a history from elsewhere.</remarks>
    private const string SkipValidation = "skip_thought_signature_validator";

    private readonly Utf8JsonWriter _json = request.Json;

    public void Write(List<ChatMessage> messages, Action open)
    {
        IList<AIContent> contents = messages.Count == 1 ? messages[0].Contents : [.. messages.SelectMany(m => m.Contents)];
        for (var i = 0; i < contents.Count; i++)
        {
            var content = contents[i];
            switch (content)
            {
                case TextContent text:
                    var signature = SignatureBehind(contents, i);
                    if (text.Text.Length > 0 || signature is not null)
                    {
                        open();
                        WriteText(text.Text, thought: false, signature);
                    }

                    i += signature is null ? 0 : 1;
                    break;
                case TextReasoningContent reasoning:
                    WriteReasoning(reasoning, open);
                    break;
                case FunctionCallContent function:
                    WriteCall(function, open);
                    break;
                default:
                    WriteOther(content, open);
                    break;
            }
        }
    }

    // The signature of text stands behind it, as reasoning without words.
    private string? SignatureBehind(IList<AIContent> contents, int index) =>
        index + 1 < contents.Count && contents[index + 1] is TextReasoningContent { ProtectedData: { } signature } next
            && GoogleProperties.Text(next, GoogleProperties.Part) == GoogleProperties.WithText && call.IsOwn(next)
            ? signature
            : null;

    private void WriteReasoning(TextReasoningContent reasoning, Action open)
    {
        if (!call.IsOwn(reasoning))
        {
            call.Warn("Reasoning that another provider made was left out of the history.");
            return;
        }

        if (reasoning.Text.Length == 0 && reasoning.ProtectedData is null)
        {
            return;
        }

        open();
        WriteText(reasoning.Text, thought: GoogleProperties.Text(reasoning, GoogleProperties.Part) is null, reasoning.ProtectedData);
    }

    private void WriteText(string text, bool thought, string? signature)
    {
        _json.WriteStartObject();
        _json.WriteString("text"u8, text);
        if (thought)
        {
            _json.WriteBoolean("thought"u8, true);
        }

        WriteSignature(signature);
        _json.WriteEndObject();
    }

    private void WriteCall(FunctionCallContent function, Action open)
    {
        var own = GoogleProperties.IsStamped(function) && call.IsOwn(function);
        var sent = new SentCall(function.CallId, calls.Count, function.Name, own && !GoogleProperties.IsLocalId(function.CallId) ? function.CallId : null);
        var signature = call.IsOwn(function) ? GoogleProperties.Text(function, GoogleProperties.Signature) : null;
        if (signature is null && !own && sent.Order == 0 && traits.DemandsSignatures)
        {
            // Of several calls in one turn the first one alone carries a signature.
            signature = SkipValidation;
        }

        calls.Add(sent);
        open();
        _json.WriteStartObject();
        _json.WriteStartObject("functionCall"u8);
        if (sent.Id is not null)
        {
            _json.WriteString("id"u8, sent.Id);
        }

        _json.WriteString("name"u8, function.Name);
        WriteArguments(function, isBroken: function.AdditionalProperties?.ContainsKey(LlmPropertyNames.RawArguments) == true);
        _json.WriteEndObject();
        WriteSignature(signature);
        _json.WriteEndObject();
    }

    private void WriteArguments(FunctionCallContent function, bool isBroken)
    {
        if (isBroken)
        {
            call.Warn($"The arguments of a call of {function.Name} could not be read and were left out of the history.");
        }

        _json.WriteStartObject("args"u8);
        foreach (var (name, value) in function.Arguments ?? new Dictionary<string, object?>())
        {
            _json.WritePropertyName(name);
            JsonValues.Write(_json, value);
        }

        _json.WriteEndObject();
    }

    private void WriteOther(AIContent content, Action open)
    {
        var own = call.IsOwn(content);
        if (own && GoogleProperties.PartOf(content) is { } part)
        {
            open();
            _json.WriteStartObject();
            foreach (var member in part.EnumerateObject())
            {
                member.WriteTo(_json);
            }

            WriteSignature(GoogleProperties.Text(content, GoogleProperties.Signature));
            _json.WriteEndObject();
            return;
        }

        switch (content)
        {
            case HostedFileContent when !own:
                call.LeftOut(content, "generate-content"); // a file of another vendor has no meaning here
                break;
            case DataContent or UriContent or HostedFileContent:
                open();
                _json.WriteStartObject();
                media.WriteMembers(content);
                if (own && GoogleProperties.Flag(content, GoogleProperties.Thought))
                {
                    _json.WriteBoolean("thought"u8, true);
                }

                WriteSignature(own ? GoogleProperties.Text(content, GoogleProperties.Signature) : null);
                _json.WriteEndObject();
                break;
            case UsageContent:
                break;
            case ErrorContent:
                call.Warn("An error of an earlier turn was left out of the history.");
                break;
            case ToolCallContent or ToolResultContent:
                call.Warn($"{content.GetType().Name} of an earlier turn was left out of the history: it was not made by this provider.");
                break;
            default:
                call.LeftOut(content, "generate-content");
                break;
        }
    }

    private void WriteSignature(string? signature)
    {
        if (signature is not null)
        {
            _json.WriteString("thoughtSignature"u8, signature);
        }
    }
}
