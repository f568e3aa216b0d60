// A model on this machine: pull it if it is not there, load it with the context you need, talk to it, and see how fast it is.
// dotnet run --project samples/08-Local -- qwen3:8b "One line on Oslo."
using Llm.Providers;
using Llm.Providers.Ollama;
using Llm.Providers.Testing;
using Microsoft.Extensions.AI;

var model = args.Length > 0 ? args[0] : "llama3.2:latest";
var question = args.Length > 1 ? args[1] : "One line on Oslo.";

// Without a context length the server takes one of its own, and cuts longer conversations without a word.
var options = new OllamaOptions { ContextLength = 8192, KeepAlive = TimeSpan.FromMinutes(10), MaxRetries = 0 };
var ollama = new OllamaProvider(options);
EmulatorServer? emulator = null;
try
{
    Console.WriteLine($"Ollama {await ollama.GetVersionAsync()}");
}
catch (LlmProviderException e) when (e.Kind == LlmErrorKind.Network)
{
    Console.WriteLine("Ollama does not run: talking to the built-in emulator.");
    emulator = await EmulatorServer.StartAsync();
    ollama = new OllamaProvider(new() { Endpoint = emulator.BaseAddress, ContextLength = 8192 });
}

await using (emulator)
{
    var models = await ollama.ListModelsAsync();
    foreach (var m in models)
    {
        Console.WriteLine($"  {m.Id,-28} {m.ContextWindow,8} tokens  {m.Capabilities}");
    }

    if (models.All(m => m.Id != model && m.Id != model + ":latest"))
    {
        await foreach (var step in ollama.PullModelAsync(model))
        {
            Console.Write($"\r{step.Status} {100 * step.CompletedBytes / step.TotalBytes}%        ");
        }

        Console.WriteLine();
    }

    await ollama.LoadModelAsync(model);
    using var chat = ollama.CreateChatClient(model);
    var updates = new List<ChatResponseUpdate>();
    await foreach (var update in chat.GetStreamingResponseAsync(question))
    {
        Console.Write(update.Text);
        updates.Add(update);
    }

    var response = updates.ToChatResponse();
    var seconds = response.FindProperty("eval_duration") is long nanoseconds ? nanoseconds / 1e9 : 0;
    Console.WriteLine($"\n[{response.ModelId}: {response.Usage?.OutputTokenCount} tokens, {response.Usage?.OutputTokenCount / seconds:0} a second]");
}
