// Tools: the model calls C# functions, as many at once as it likes, and answers with what they return.
// dotnet run --project samples/03-Tools -- "What is the weather in Bergen?"
using System.ComponentModel;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments);

// The loop of calls and results is Microsoft.Extensions.AI's; it works over every provider.
using var chat = providers.CreateChatClient().AsBuilder().UseFunctionInvocation().Build();

var question = arguments.Count > 0 ? string.Join(' ', arguments) : "What is the weather in Oslo, and what time is it there?";
var options = new ChatOptions
{
    Tools = [AIFunctionFactory.Create(GetWeather, "get_weather"), AIFunctionFactory.Create(GetTime, "get_time")],
};

Console.WriteLine($"> {question}");
var response = await chat.GetResponseAsync(question, options);
foreach (var content in response.Messages.SelectMany(m => m.Contents))
{
    switch (content)
    {
        case FunctionCallContent call:
            Console.WriteLine($"  calls {call.Name}({string.Join(", ", (call.Arguments ?? new Dictionary<string, object?>()).Select(a => $"{a.Key}: {a.Value}"))})");
            break;
        case FunctionResultContent result:
            Console.WriteLine($"  gets  {result.Result}");
            break;
        case TextContent text when text.Text.Length > 0:
            Console.WriteLine(text.Text);
            break;
    }
}

Console.WriteLine($"[{response.Usage?.TotalTokenCount} tokens in all]");

[Description("Gets the weather of a city.")]
static string GetWeather([Description("The name of the city.")] string city) => $"{city}: 12 °C, light rain.";

[Description("Gets the local time of a city.")]
static string GetTime([Description("The name of the city.")] string city) => $"{city}: {DateTimeOffset.UtcNow:HH:mm} UTC.";
