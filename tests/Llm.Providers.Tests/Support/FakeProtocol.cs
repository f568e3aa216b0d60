using System.Text;
using System.Text.Json;

namespace Llm.Providers.Tests.Support;

/// <summary>A small wire: one JSON object is a whole answer, or one event of a stream that ends with <c>[DONE]</c>.</summary>
public sealed class FakeProtocol(StreamFraming framing) : ChatProtocol
{
    public static FakeProtocol Events { get; } = new(StreamFraming.ServerSentEvents);

    public static FakeProtocol Lines { get; } = new(StreamFraming.NewlineDelimitedJson);

    public override string Name => "fake";

    public override StreamFraming Framing => framing;

    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = "talk";
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("model", call.Model.Id);
        json.WriteStartArray("say");
        foreach (var content in call.Messages.SelectMany(m => m.Contents))
        {
            switch (content)
            {
                case TextContent text:
                    json.WriteStringValue(text.Text);
                    break;
                case DataContent data:
                    request.WriteBase64Value("data:"u8, data.Data);
                    break;
                default:
                    throw LlmProviderException.UnsupportedContent(content, Name);
            }
        }

        json.WriteEndArray();
        if (call.Options.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        json.WriteBoolean("stream", call.Stream);
        json.WriteEndObject();
    }

    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response) => Read(JsonElement.Parse(body), response);

    public override ChatStreamReader CreateReader(ChatCall call) => new Reader();

    private static bool Read(JsonElement json, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.SetId(Text(json, "id"));
        response.SetModel(Text(json, "model"));
        response.WriteReasoning(Text(json, "think"));
        if (Text(json, "signature") is { } signature)
        {
            response.WriteReasoningData(signature);
        }

        response.WriteText(Text(json, "text"));
        response.WriteRefusal(Text(json, "refusal"));
        if (json.TryGetProperty("tool", out var tool))
        {
            response.WriteToolCall(tool.TryGetProperty("i", out var i) ? i.GetInt32() : null, Text(tool, "id"), Text(tool, "name"), Encoding.UTF8.GetBytes(Text(tool, "args") ?? ""));
        }

        if (json.TryGetProperty("in", out var input))
        {
            response.SetUsage(new() { InputTokenCount = input.GetInt64(), OutputTokenCount = json.GetProperty("out").GetInt64() });
        }

        if (json.TryGetProperty("error", out _))
        {
            response.Fail(WireError.From(json));
        }

        var finish = Text(json, "finish");
        if (finish is not null)
        {
            response.SetFinish(finish);
        }

        return finish is not null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed class Reader : ChatStreamReader
    {
        public override void Read(StreamFrame frame, ChatResponseWriter response) =>
            Progress = frame.Data.SequenceEqual("[DONE]"u8) ? StreamProgress.Done
                : FakeProtocol.Read(JsonElement.Parse(frame.Data), response) ? StreamProgress.Finished : Progress;
    }
}
