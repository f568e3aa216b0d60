using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Benchmarks;

/// <summary>What is asked.</summary>
internal static class Conversations
{
    public static IList<ChatMessage> Short { get; } = [new(ChatRole.User, "Tell me about the sea.")];

    public static byte[] Image { get; } = CreateImage(5 * 1024 * 1024);

    public static IList<ChatMessage> WithImage { get; } = [new(ChatRole.User, [new TextContent("What is this?"), new DataContent(Image, "image/png")])];

    public static IList<ChatMessage> History { get; } = CreateHistory(200);

    public static ChatOptions Tools { get; } = new() { Tools = [.. Enumerable.Range(0, 20).Select(i => new Tool(i))] };

    public static IReadOnlyList<string> Texts { get; } = [.. Enumerable.Range(0, 256).Select(i => $"Sentence {i} about the sea.")];

    private static byte[] CreateImage(int length)
    {
        var image = new byte[length];
        new Random(1).NextBytes(image);
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]).CopyTo(image);
        return image;
    }

    // A quarter each: question, call, result, answer.
    private static List<ChatMessage> CreateHistory(int count)
    {
        var words = new Words();
        List<ChatMessage> history = [];
        for (var i = 0; i < count; i++)
        {
            history.Add((i % 4) switch
            {
                0 => new(ChatRole.User, words.Text(200)),
                1 => new(ChatRole.Assistant, [new FunctionCallContent($"call_{i}", "tool_3", new Dictionary<string, object?> { ["city"] = "Oslo", ["days"] = 3 })]),
                2 => new(ChatRole.Tool, [new FunctionResultContent($"call_{i - 1}", words.Text(120))]),
                _ => new(ChatRole.Assistant, words.Text(300)),
            });
        }

        return history;
    }

    private sealed class Tool(int number) : AIFunctionDeclaration
    {
        private static readonly JsonElement s_schema = JsonElement.Parse(
            """{"type":"object","properties":{"city":{"type":"string","description":"The name of the city"},"days":{"type":"integer","description":"How many days ahead"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}},"required":["city"]}"""u8);

        public override string Name { get; } = $"tool_{number}";

        public override string Description => "Gives the weather of a city for some days ahead, with wind and rain.";

        public override JsonElement JsonSchema => s_schema;
    }
}
