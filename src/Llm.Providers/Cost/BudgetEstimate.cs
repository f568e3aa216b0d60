using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Guesses what a call may cost before it is sent: rather too much than too little.</summary>
internal static class BudgetEstimate
{
    private const int CharactersPerToken = 3;
    private const int TokensPerMessage = 8;

    // An image of a thousand tokens and more is common, and few vendors take more than this for one: https://platform.openai.com/docs/guides/images-vision#calculating-costs.
    private const int TokensPerMedium = 1_600;

    /// <summary>Estimates the input of a conversation.</summary>
    public static long InputTokens(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        long characters = options?.Instructions?.Length ?? 0;
        long tokens = 0;
        foreach (var message in messages)
        {
            tokens += TokensPerMessage;
            foreach (var content in message.Contents)
            {
                characters += Characters(content);
                tokens += content is DataContent or UriContent or HostedFileContent ? TokensPerMedium : 0;
            }
        }

        foreach (var tool in options?.Tools ?? [])
        {
            characters += tool.Name.Length + tool.Description.Length + (tool is AIFunctionDeclaration function ? function.JsonSchema.GetRawText().Length : 0);
        }

        return tokens + TokensOf(characters);
    }

    public static long TokensOf(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>Gets the characters of a content that a model reads or wrote.</summary>
    public static long Characters(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        TextReasoningContent thought => thought.Text.Length,
        FunctionCallContent call => call.Name.Length + (call.Arguments?.Sum(a => a.Key.Length + (a.Value?.ToString()?.Length ?? 4)) ?? 0),
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        _ => 0,
    };

    /// <summary>Computes what so many tokens cost.</summary>
    /// <returns>USD; <see langword="null"/> when the price is not known.</returns>
    public static decimal? Cost(ModelItem? model, long input, long? output, DateOnly day)
    {
        if (model is null)
        {
            return null;
        }

        var usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output };
        return (output is null ? LlmCost.OfEmbeddings(model, usage, day) : LlmCost.Of(model, usage, day)).Total;
    }
}
