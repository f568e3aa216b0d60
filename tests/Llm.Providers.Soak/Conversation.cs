using System.Text.Json;

namespace Llm.Providers.Soak;

/// <summary>One conversation: turn after turn, streamed and whole by turns, with a tool in every third one.</summary>
internal sealed class Conversation(int number, IChatClient client, Tally tally)
{
    private const int LongestHistory = 6;

    private static readonly AIFunctionDeclaration s_tool = AIFunctionFactory.CreateDeclaration(
        "get_weather", "Tells the weather.", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));

    private static readonly TimeSpan s_thinkTime = TimeSpan.FromMilliseconds(20);

    private readonly List<ChatMessage> _history = [];
    private int _turn;

    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            _history.Add(new(ChatRole.User, Script.Ask(number, _turn)));
            if (!await TurnAsync().ConfigureAwait(false))
            {
                _history.Clear();
            }

            _turn++;
            if (_history.Count > LongestHistory)
            {
                _history.Clear();
            }

            await Task.Delay(s_thinkTime, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Asks, runs the tool that is called, and asks again.</summary>
    /// <returns><see langword="false"/> when a call failed, as calls that meet faults do.</returns>
    private async Task<bool> TurnAsync()
    {
        var response = await CallAsync().ConfigureAwait(false);
        if (response is not null && Script.CallsTool(_turn))
        {
            var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (!tally.Check(calls is [{ Name: "get_weather", Exception: null }] && calls[0].Arguments?["city"]?.ToString() == Script.City(number, _turn), $"call of {Script.Ask(number, _turn)}: {calls.Count} calls"))
            {
                return false;
            }

            _history.AddRange(response.Messages);
            _history.Add(new(ChatRole.Tool, [new FunctionResultContent(calls[0].CallId, "21 degrees")]));
            response = await CallAsync().ConfigureAwait(false);
        }

        if (response is null)
        {
            return false;
        }

        _history.AddRange(response.Messages);
        return tally.Check(response.Text == Script.Answer(number, _turn), $"answer of {Script.Ask(number, _turn)}: {response.Text}");
    }

    private async Task<ChatResponse?> CallAsync()
    {
        tally.Begin(number);
        try
        {
            var options = new ChatOptions { Tools = [s_tool] };
            var response = (number + _turn) % 2 == 0
                ? await StreamAsync(options).ConfigureAwait(false)
                : await client.GetResponseAsync(_history, options, CancellationToken.None).ConfigureAwait(false);
            tally.End(number);
            return response;
        }
        catch (LlmProviderException e)
        {
            // What had arrived has to be the beginning of the answer, and no more.
            tally.Check(Script.Answer(number, _turn).StartsWith((e.PartialText ?? "").TrimEnd('\uFFFD'), StringComparison.Ordinal), $"part of {Script.Ask(number, _turn)}: {e.PartialText}");
            tally.Fail(number, e.Kind);
            return null;
        }
        catch (Exception e)
        {
            tally.Check(false, $"{Script.Ask(number, _turn)}: {e}");
            tally.End(number);
            return null;
        }
    }

    private async Task<ChatResponse> StreamAsync(ChatOptions options)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(_history, options, CancellationToken.None).ConfigureAwait(false))
        {
            updates.Add(update);
        }

        tally.Received(updates.Count);
        tally.Check(updates.Select(u => (u.MessageId, u.ResponseId)).Distinct().Count() == 1, $"ids of {Script.Ask(number, _turn)}");
        tally.Check(updates.SelectMany(u => u.Contents).OfType<UsageContent>().Count() <= 1, $"usage of {Script.Ask(number, _turn)}");
        return updates.ToChatResponse();
    }
}
