// A provider of your own: wire, settings, models and streaming in two small classes. Without a key it talks to a server this program starts.
// dotnet run --project samples/07-CustomProvider -- "One line on Oslo."
using Llm.Providers;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var question = args.Length > 0 ? string.Join(' ', args) : "One line on Oslo.";
await using var server = await MyCustomServer.StartAsync("demo-key");
await using var services = new ServiceCollection().AddLlmProviders()
    .AddMyCustom(configure: o => (o.Endpoint, o.ApiKey, o.Temperature, o.MaxOutputTokens) = (server.Endpoint, "demo-key", 0.7f, 2048))
    .AddMyCustom("my_custom-text", o => (o.Endpoint, o.ApiKey, o.UseCompletions) = (server.Endpoint, "demo-key", true))
    .Services.BuildServiceProvider();
var registry = services.GetRequiredService<ILlmProviderRegistry>();

foreach (var model in registry.GetProvider("my_custom").Models)
{
    Console.WriteLine($"{model.Id}: {model.Name}, {model.ContextWindow} tokens, {(model.Accepts(Modalities.Image) == true ? "sees images" : "text only")}");
}

List<ChatMessage> history = [new(ChatRole.System, "Be brief.")];
using var chat = registry.Resolve("my_custom/custom-chat-v1").CreateChatClient();
foreach (var words in (string[])[question, "And one more?"])
{
    Console.WriteLine($"> {words}");
    history.Add(new(ChatRole.User, words));
    List<ChatResponseUpdate> updates = [];
    await foreach (var update in chat.GetStreamingResponseAsync(history))
    {
        Console.Write(update.Text);
        updates.Add(update);
    }

    history.AddMessages(updates);
    var usage = updates.ToChatResponse().Usage;
    Console.WriteLine($"\n[{usage?.InputTokenCount} tokens in, {usage?.OutputTokenCount} out]");
}

using var seeing = registry.Resolve("my_custom/custom-chat-v2").CreateChatClient();
var picture = new DataContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), "image/png");
Console.WriteLine($"> What is in the picture?\n{(await seeing.DescribeImageAsync("What is in the picture?", picture)).Text}");

using var text = registry.Resolve("my_custom-text/custom-chat-v1").CreateChatClient();
Console.WriteLine($"> Once upon a time (over /completions)\n{await text.GetResponseAsync("Once upon a time")}");

try
{
    await chat.GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent("What is this?"), picture])]);
}
catch (LlmProviderException e)
{
    Console.WriteLine($"{e.Kind}: {e.Message}");
}
