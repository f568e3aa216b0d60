// What build/aot.sh publishes with Native AOT and runs: dependency injection, one provider, one streamed and one whole answer with a tool.
using Llm.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

if (args.Length != 1 || !Uri.TryCreate(args[0], UriKind.Absolute, out var endpoint))
{
    Console.Error.WriteLine("Give the address of a server that speaks responses and chat completions, such as http://127.0.0.1:5005/v1/.");
    return 2;
}

await using var services = new ServiceCollection().AddLlmProviders().AddOpenAI(configure: o => (o.Endpoint, o.ApiKey) = (endpoint, "sk-test-key")).Services.BuildServiceProvider();
// One model of each wire.
foreach (var model in (string[])["openai/gpt-5-mini", "openai/gpt-4.1"])
{
    using var chat = services.GetRequiredService<ILlmProviderRegistry>().Resolve(model).CreateChatClient();

    var streamed = await chat.GetStreamingResponseAsync("scenario:text").ToChatResponseAsync();
    Expect("Hello from the mock server.", streamed.Text);

    var weather = AIFunctionFactory.CreateDeclaration("get_weather", "Weather of a city", System.Text.Json.JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));
    var called = await chat.GetResponseAsync("scenario:tool", new() { Tools = [weather] });
    Expect("Paris", called.Messages[0].Contents.OfType<FunctionCallContent>().Single().Arguments!["city"]!.ToString()!);

    try
    {
        await chat.GetResponseAsync("scenario:err401");
        Expect("an exception", "none");
    }
    catch (LlmProviderException e)
    {
        Expect("Authentication", e.Kind.ToString());
    }
}

Console.WriteLine("AOT smoke: 6 passed, 0 failed");
#if ALL_PACKAGES
await Llm.Providers.AotSmoke.AllPackages.RunAsync(endpoint);
#endif
return 0;

static void Expect(string expected, string actual)
{
    if (expected != actual)
    {
        throw new InvalidOperationException($"Expected '{expected}', got '{actual}'.");
    }
}
