// Fallback: one name for several models. The first is overloaded, the second answers, and the response says who it was.
// dotnet run --project samples/09-Fallback -- "One line on Oslo."
using Llm.Providers;
using Llm.Providers.Samples;
using Llm.Providers.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments);
var question = arguments.Count > 0 ? string.Join(' ', arguments) : "One line on Oslo.";

// A server on its bad day: it answers the first three questions with 503, as a vendor's would.
var served = 0;
await using var overloaded = await EmulatorServer.StartAsync(new()
{
    Scenarios =
    {
        Scenario.ForEveryPrompt(_ => ++served > 3 ? "I am back." : new ScenarioReply { Error = new() { Status = 503, Message = "Overloaded." } }),
    },
});

// With a container it is one line: .AddModelGroup("smart", "busy/gpt-5-mini", "openai/gpt-5-mini"), or the same in appsettings.json.
await using var services = new ServiceCollection()
    .AddLlmProviders()
    .AddOpenAI("busy", o => (o.Endpoint, o.ApiKey) = (overloaded.Endpoint, "no-key-needed"))
    .AddModelGroup("smart", group =>
    {
        group.Targets.Add(new("busy/gpt-5-mini"));
        group.Targets.Add(new(providers.Model) { Client = providers.CreateChatClient() });
        group.CoolDown = TimeSpan.FromSeconds(2);
    })
    .Services.BuildServiceProvider();
using var chat = services.GetRequiredService<ILlmProviderRegistry>().Resolve("smart").CreateChatClient();

for (var call = 1; call <= 4; call++)
{
    Console.WriteLine($"> {question}");
    await AskAsync();
}

Console.WriteLine("Now \"busy\" is passed over. Two seconds later it is asked again:");
await Task.Delay(TimeSpan.FromSeconds(2));
await AskAsync();
return;

async Task AskAsync()
{
    try
    {
        var response = await chat.GetResponseAsync(question);
        Console.WriteLine(response.Text);
        Console.WriteLine($"[{response.FindProperty(LlmPropertyNames.ServedBy)}, after asking {string.Join(", ", (IReadOnlyList<string>)response.FindProperty(LlmPropertyNames.TargetsTried)!)}]");
    }
    catch (LlmProviderException e)
    {
        Console.Error.WriteLine($"{e.Kind} after {e.Attempts} requests: {e.Message}");
    }
}
