using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Matrix;

/// <summary>
/// A conversation with system text, an image, reasoning and two parallel tool calls starts on one wire and goes on on another, after it
/// was stored as JSON: every request is a reviewed snapshot.
/// </summary>
[Trait("Requirement", "S23")]
public sealed class TravelTests
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private static readonly ChatOptions s_options = new() { Tools = [AIFunctionFactory.Create((string city) => city, "get_weather", "Tells the weather.")] };

    public static IEnumerable<object[]> Pairs => from start in MatrixWires.All from next in MatrixWires.All select new object[] { start.Name, next.Name };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_conversation_goes_on_elsewhere(string from, string to)
    {
        var (start, next) = (Find(from), Find(to));
        var history = ThroughJson(await StartAsync(start));

        var http = new CannedHandler(next.Answer);
        var response = await next.Create(http).CreateChatClient(next.Model).GetResponseAsync(history, s_options);

        var body = http.Single.Text;
        Assert.All(start.Native, native => Assert.Equal(from == to, body.Contains(native, StringComparison.Ordinal)));
        Assert.Equal(from != to, response.GetWarnings().Any(w => w.Contains("easoning", StringComparison.Ordinal)));
        Assert.Equal(2, response.Messages[^1].Contents.OfType<FunctionCallContent>().Count());
        Snapshot.Match(Describe(http.Single, response), from, to);
    }

    // The first question as asked, the answer as it came, and the results as a function loop adds them, the second one first.
    private static async Task<List<ChatMessage>> StartAsync(MatrixWire wire)
    {
        List<ChatMessage> history =
        [
            new(ChatRole.System, "Answer in one line."),
            new(ChatRole.User, [new TextContent("What is the weather in the two cities on the map?"), new DataContent(s_png, "image/png")]),
        ];
        var response = await wire.Create(new CannedHandler(wire.Answer)).CreateChatClient(wire.Model).GetResponseAsync(history, s_options);
        history.AddMessages(response);
        var calls = response.Messages[^1].Contents.OfType<FunctionCallContent>().ToList();
        Assert.Equal(["Oslo", "Paris"], calls.Select(c => c.Arguments!["city"]!.ToString()));
        Assert.Equal("Two cities, two calls.", string.Concat(response.Messages[^1].Contents.OfType<TextReasoningContent>().Select(r => r.Text)));
        history.Add(new(ChatRole.Tool, [new FunctionResultContent(calls[1].CallId, "17 degrees"), new FunctionResultContent(calls[0].CallId, "3 degrees")]));
        return history;
    }

    private static IList<ChatMessage> ThroughJson(List<ChatMessage> history)
    {
        var type = AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IList<ChatMessage>));
        return (IList<ChatMessage>)JsonSerializer.Deserialize(JsonSerializer.Serialize(history, type), type)!;
    }

    private static string Describe(SentRequest request, ChatResponse response)
    {
        var body = JsonText(request.Body);
        var warnings = response.GetWarnings();
        return warnings.Count == 0 ? body : $"{body}\n\nwarnings:\n{string.Join('\n', warnings)}";
    }

    private static string JsonText(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static MatrixWire Find(string name) => MatrixWires.All.Single(w => w.Name == name);
}
