using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Presets;

/// <summary>Makes providers from presets, and shows what they send.</summary>
internal static class PresetCalls
{
    public const string Key = "fake-key-20b7e1c9d4";

    public const string Answer = """{"choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}""";

    public static AIFunction Weather { get; } = AIFunctionFactory.Create((string city) => $"Rain in {city}", "get_weather", "Tells the weather of a city.");

    public static OpenAICompatiblePreset ById(string id) => OpenAICompatiblePresets.All.Single(p => p.Id == id);

    /// <summary>Makes a provider that is told its key, and its endpoint when it has none.</summary>
    public static OpenAICompatibleProvider Provider(OpenAICompatiblePreset preset, HttpMessageHandler? handler = null)
    {
        var options = new OpenAICompatibleOptions { ApiKey = Key, MaxRetries = 0 };
        options.Endpoint ??= preset.Endpoint is null ? new("https://generic.test/v1/") : null;
        return new(preset, options, new(new HttpClient(handler ?? new CannedHandler(Answer)) { Timeout = Timeout.InfiniteTimeSpan }));
    }

    /// <summary>Shows the request of a conversation, indented.</summary>
    public static string Show(OpenAICompatiblePreset preset, IReadOnlyList<ChatMessage> messages, ChatOptions? options = null)
    {
        options ??= new();
        options.ModelId ??= DefaultOf(preset) ?? "some-model";
        using var request = Provider(preset).Preview(messages, options);
        return Indent(request.ToArray());
    }

    /// <summary>Sends a conversation and gives the body that arrived and the warnings that came back.</summary>
    public static async Task<(JsonElement Body, IReadOnlyList<string> Warnings)> SendAsync(OpenAICompatiblePreset preset, ChatOptions options, string? model = null)
    {
        var http = new CannedHandler(Answer);
        using var client = Provider(preset, http).CreateChatClient(model ?? DefaultOf(preset) ?? "some-model");
        var response = await client.GetResponseAsync("hi", options);
        return (JsonElement.Parse(http.Single.Body), response.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Warnings) as IReadOnlyList<string> ?? []);
    }

    private static string? DefaultOf(OpenAICompatiblePreset preset) => preset.Models.FirstOrDefault(m => m.IsDefault && m.Supports(ModelCapabilities.Chat) == true)?.Id;

    public static string Indent(byte[] json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonElement.Parse(json).WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
