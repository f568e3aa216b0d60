// Streaming: text as it comes, reasoning apart from it, Ctrl+C to stop. dotnet run --project samples/02-Streaming -- "Tell me a story."
using Llm.Providers;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments);
using var chat = providers.CreateChatClient();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true; // let the program end by itself: cancelling closes the connection, and the vendor stops counting
    stop.Cancel();
};

var question = arguments.Count > 0 ? string.Join(' ', arguments) : "scenario:reasoning Count slowly from one to twenty.";
try
{
    await foreach (var update in chat.GetStreamingResponseAsync(question, cancellationToken: stop.Token))
    {
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextReasoningContent reasoning:
                    Console.ForegroundColor = ConsoleColor.DarkGray;
                    Console.Write(reasoning.Text);
                    Console.ResetColor();
                    break;
                case TextContent text:
                    Console.Write(text.Text);
                    break;
                case UsageContent usage:
                    Console.Write($"{Environment.NewLine}[{usage.Details.TotalTokenCount} tokens, finished with {update.FinishReason}]");
                    break;
            }
        }
    }

    Console.WriteLine();
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine($"{Environment.NewLine}[stopped]");
    return 0;
}
catch (LlmProviderException e) when (e.Kind == LlmErrorKind.StreamInterrupted)
{
    Console.WriteLine($"{Environment.NewLine}[the answer broke off after {e.PartialText?.Length ?? 0} characters: {e.Message}]");
    return 1;
}
