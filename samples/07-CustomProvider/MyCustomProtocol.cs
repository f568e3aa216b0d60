using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Samples;

/// <summary>The vendor's wires: values to bytes, bytes to values. Sending, keys, retries, time limits and framing are not its business.</summary>
public sealed class MyCustomProtocol : ChatProtocol
{
    private readonly bool _isChat;

    private MyCustomProtocol(bool isChat) => _isChat = isChat;

    public static MyCustomProtocol Chat { get; } = new(isChat: true);

    public static MyCustomProtocol Completions { get; } = new(isChat: false);

    public override string Name => _isChat ? "my-custom-chat" : "my-custom-completions";

    public override void Render(ChatCall call, WireRequest request)
    {
        request.Path = _isChat ? "chat" : "completions";
        var (json, options) = (request.Json, call.Options);
        json.WriteStartObject();
        json.WriteString("model", call.Model.Id);
        if (_isChat)
        {
            WriteMessages(call, request);
        }
        else
        {
            json.WriteString("prompt", string.Join("\n\n", call.Messages.SelectMany(m => m.Contents).Select(TextOf).Prepend(options.Instructions).Where(t => !string.IsNullOrEmpty(t))));
        }

        if (options.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if (options.MaxOutputTokens is { } limit)
        {
            json.WriteNumber("max_tokens", limit);
        }

        json.WriteBoolean("stream", call.Stream);
        json.WriteEndObject();
        ReportWhatHasNoPlace(call);
    }

    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response) => Read(JsonElement.Parse(body), response);

    public override ChatStreamReader CreateReader(ChatCall call) => new Reader();

    private void WriteMessages(ChatCall call, WireRequest request)
    {
        request.Json.WriteStartArray("messages");
        IEnumerable<ChatMessage> instructions = call.Options.Instructions is { } text ? [new(ChatRole.System, text)] : [];
        foreach (var message in instructions.Concat(call.Messages))
        {
            var images = message.Contents.OfType<DataContent>().Where(d => d.HasTopLevelMediaType("image")).ToList();
            request.Json.WriteStartObject();
            request.Json.WriteString("role", message.Role.Value);
            request.Json.WriteString("content", string.Concat(message.Contents.Except(images).Select(TextOf)));
            if (images.Count > 0)
            {
                request.Json.WriteStartArray("images");
                images.ForEach(image => request.WriteBase64Value([], image.Data));
                request.Json.WriteEndArray();
            }

            request.Json.WriteEndObject();
        }

        request.Json.WriteEndArray();
    }

    private string? TextOf(AIContent content) => content is TextContent text ? text.Text : throw LlmProviderException.UnsupportedContent(content, Name);

    private static void ReportWhatHasNoPlace(ChatCall call)
    {
        var o = call.Options;
        (string Name, object? Value)[] options = [("Tools", o.Tools), ("ResponseFormat", o.ResponseFormat), ("TopP", o.TopP), ("TopK", o.TopK), ("StopSequences", o.StopSequences), ("Seed", o.Seed)];
        foreach (var (name, _) in options.Where(option => option.Value is not null))
        {
            call.Unsupported($"ChatOptions.{name}", "has no place on this wire");
        }
    }

    // A whole answer and an event of a stream differ in where the text is.
    private static StreamProgress Read(JsonElement json, ChatResponseWriter response)
    {
        response.SetModel(Text(json, "model"));
        response.WriteText(json.TryGetProperty("message", out var message) ? Text(message, "content") : Text(json, "text"));
        if (json.TryGetProperty("usage", out var usage))
        {
            response.SetUsage(new() { InputTokenCount = usage.GetProperty("input_tokens").GetInt64(), OutputTokenCount = usage.GetProperty("output_tokens").GetInt64() });
        }

        if (Text(json, "finish_reason") is { } reason)
        {
            response.SetFinish(reason);
            return StreamProgress.Finished;
        }

        return StreamProgress.Open;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed class Reader : ChatStreamReader
    {
        public override void Read(StreamFrame frame, ChatResponseWriter response) =>
            Progress = frame.Data.SequenceEqual("[DONE]"u8) ? StreamProgress.Done : MyCustomProtocol.Read(JsonElement.Parse(frame.Data), response);
    }
}
