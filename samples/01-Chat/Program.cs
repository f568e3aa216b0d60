// A conversation. One question: dotnet run --project samples/01-Chat -- "hello"    Interactive: the same without a question.
using System.Diagnostics;
using Llm.Providers;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments);
using var chat = providers.CreateChatClient();
List<ChatMessage> history = [new(ChatRole.System, "You are a friendly assistant. Be brief.")];

if (arguments.Count > 0)
{
    return await AskAsync(string.Join(' ', arguments)) ? 0 : 1;
}

Console.WriteLine($"Talking to {providers.Model}. An empty line ends the conversation.");
while (Prompt() is { Length: > 0 } question)
{
    await AskAsync(question);
}

return 0;

static string? Prompt()
{
    Console.Write("> ");
    return Console.ReadLine();
}

async Task<bool> AskAsync(string question)
{
    history.Add(new(ChatRole.User, question));
    var started = Stopwatch.GetTimestamp();
    List<ChatResponseUpdate> updates = [];
    try
    {
        await foreach (var update in chat.GetStreamingResponseAsync(history))
        {
            Console.Write(update.Text);
            updates.Add(update);
        }
    }
    catch (LlmProviderException e)
    {
        Console.WriteLine();
        Console.Error.WriteLine($"{e.Kind}: {e.Message}");
        return false;
    }

    var response = updates.ToChatResponse();
    history.AddMessages(response);
    Console.WriteLine();
    var usage = response.Usage is { } u ? $"{u.InputTokenCount} tokens in, {u.OutputTokenCount} out" : "usage not reported";
    Console.WriteLine($"[{providers.Model}: {response.ModelId}, {usage}, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s]");
    return true;
}
