using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>How many tokens a conversation is likely to take, by rules that are the same for all vendors; docs/preview.md explains them.</summary>
/// <param name="Text">Tokens of text: messages, instructions, tools, schema of the answer, and what a wire writes around them.</param>
/// <param name="Images">Tokens of images.</param>
/// <param name="Other">Tokens of documents, sound and moving pictures: a guess from their bytes.</param>
internal readonly record struct TokenEstimate(long Text, long Images, long Other)
{
    /// <summary>Role and separators of a message, and the beginning of the answer: https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb.</summary>
    private const int PerMessage = 4;
    private const int PerAnswer = 3;
    private const int PerTool = 8;

    /// <summary>A page of a document takes 1,500 tokens or more, and about 40 KB: https://platform.claude.com/docs/en/build-with-claude/pdf-support.</summary>
    private const int BytesPerDocumentToken = 27;

    /// <summary>A second of sound takes 32 tokens, and 16 KB where it is compressed: https://ai.google.dev/gemini-api/docs/tokens. Moving pictures come out alike.</summary>
    private const int BytesPerMediaToken = 500;

    private const int UnknownMedia = 1000;

    public long Total => Text + Images + Other;

    public static TokenEstimate Of(IReadOnlyList<ChatMessage> messages, ChatOptions options, TokenMeter meter)
    {
        var sum = new TokenEstimate(PerAnswer, 0, 0);
        if (!string.IsNullOrEmpty(options.Instructions))
        {
            sum += new TokenEstimate(PerMessage + meter.Text(options.Instructions), 0, 0);
        }

        for (var i = 0; i < messages.Count; i++)
        {
            sum += new TokenEstimate(PerMessage, 0, 0);
            var contents = messages[i].Contents;
            for (var k = 0; k < contents.Count; k++)
            {
                sum += OfContent(contents[k], meter);
            }
        }

        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
        {
            sum += new TokenEstimate(meter.Json(schema), 0, 0);
        }

        return sum + new TokenEstimate(OfTools(options.Tools, meter), 0, 0);
    }

    public static TokenEstimate operator +(TokenEstimate a, TokenEstimate b) => new(a.Text + b.Text, a.Images + b.Images, a.Other + b.Other);

    private static TokenEstimate OfContent(AIContent content, TokenMeter meter) => content switch
    {
        TextContent text => new(meter.Text(text.Text), 0, 0),
        TextReasoningContent thought => new(meter.Text(thought.Text), 0, 0),
        FunctionCallContent call => new(PerTool + meter.Text(call.Name) + OfArguments(call.Arguments, meter), 0, 0),
        FunctionResultContent result => new(PerTool + OfValue(result.Result, meter), 0, 0),
        DataContent data when data.HasTopLevelMediaType("image") => new(0, meter.Media(ImageTokens.Count(data.Data.Span)), 0),
        DataContent data when data.HasTopLevelMediaType("text") => new(meter.TextBytes(data.Data.Length), 0, 0),
        DataContent data => new(0, 0, meter.Media(1 + (data.Data.Length / (data.MediaType == "application/pdf" ? BytesPerDocumentToken : BytesPerMediaToken)))),
        UriContent uri when uri.HasTopLevelMediaType("image") => new(0, meter.Media(ImageTokens.Unknown), 0),
        UriContent or HostedFileContent => new(0, 0, meter.Media(UnknownMedia)),
        _ => default,
    };

    private static long OfArguments(IDictionary<string, object?>? arguments, TokenMeter meter)
    {
        long sum = 0;
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
        {
            sum += 2 + meter.Text(name) + OfValue(value, meter);
        }

        return sum;
    }

    private static long OfValue(object? value, TokenMeter meter) => value switch
    {
        null => 1,
        string text => meter.Text(text),
        JsonElement json => meter.Json(json),
        AIContent content => OfContent(content, meter).Total,
        IEnumerable<AIContent> contents => contents.Sum(c => OfContent(c, meter).Total),
        _ => meter.Text(AsSent(value)),
    };

    // What cannot be written is refused when the request is made, and not here.
    private static string AsSent(object value)
    {
        var scratch = JsonScratch.Take();
        try
        {
            JsonValues.Write(scratch.Json, value);
            return Encoding.UTF8.GetString(scratch.Text);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return value.ToString() ?? "";
        }
        finally
        {
            scratch.Release();
        }
    }

    private static long OfTools(IList<AITool>? tools, TokenMeter meter)
    {
        long sum = 0;
        for (var i = 0; i < tools?.Count; i++)
        {
            sum += PerTool + meter.Text(tools[i].Name) + meter.Text(tools[i].Description) + (tools[i] is AIFunctionDeclaration function ? meter.Json(function.JsonSchema) : 0);
        }

        return sum;
    }
}
