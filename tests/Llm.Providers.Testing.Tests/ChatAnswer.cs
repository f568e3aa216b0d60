using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>An answer to a chat request as a client sees it, read the same way from a stream and from one body.</summary>
internal sealed record ChatAnswer
{
    public HttpStatusCode Status { get; private init; }

    public string Text { get; private set; } = "";

    public string Reasoning { get; private set; } = "";

    public List<(string Id, string Name, string Arguments)> ToolCalls { get; } = [];

    public string? Finish { get; private set; }

    public (int Input, int Output, int Total) Usage { get; private set; }

    /// <summary>The documents the answer consists of: one, or one for each event.</summary>
    public List<JsonElement> Documents { get; } = [];

    public bool IsDone { get; private set; }

    public JsonElement Error => Documents[0].GetProperty("error");

    public static async Task<ChatAnswer> ReadAsync(HttpResponseMessage response)
    {
        var answer = new ChatAnswer { Status = response.StatusCode };
        var body = await response.Content.ReadAsStreamAsync();
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            using var document = await JsonDocument.ParseAsync(body);
            answer.Add(document.RootElement.Clone(), "message");
            return answer;
        }

        await foreach (var item in SseParser.Create(body).EnumerateAsync())
        {
            if (item.Data == "[DONE]")
            {
                answer.IsDone = true;
            }
            else
            {
                answer.Add(JsonElement.Parse(item.Data), "delta");
            }
        }

        return answer;
    }

    private void Add(JsonElement document, string message)
    {
        Documents.Add(document);
        if (document.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            Usage = (Number("prompt_tokens"), Number("completion_tokens"), Number("total_tokens"));
        }

        if (!document.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0)
        {
            return;
        }

        var choice = choices[0];
        var part = choice.GetProperty(message);
        Text += Read(part, "content");
        Reasoning += Read(part, "reasoning_content");
        Finish ??= choice.GetProperty("finish_reason").GetString();
        if (part.TryGetProperty("tool_calls", out var calls))
        {
            foreach (var call in calls.EnumerateArray())
            {
                Add(call);
            }
        }

        int Number(string name) => usage.GetProperty(name).GetInt32();
    }

    private void Add(JsonElement call)
    {
        var function = call.GetProperty("function");
        if (call.TryGetProperty("id", out var id))
        {
            ToolCalls.Add((id.GetString()!, function.GetProperty("name").GetString()!, function.GetProperty("arguments").GetString()!));
            return;
        }

        var index = call.GetProperty("index").GetInt32();
        ToolCalls[index] = ToolCalls[index] with { Arguments = ToolCalls[index].Arguments + function.GetProperty("arguments").GetString() };
    }

    private static string Read(JsonElement part, string name) =>
        part.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
