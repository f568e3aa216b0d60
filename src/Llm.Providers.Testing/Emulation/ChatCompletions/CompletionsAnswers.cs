using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers of the legacy completions endpoint: text in, text out, one choice for each prompt.</summary>
internal sealed class CompletionsAnswers
{
    private readonly EmulatorCall _call;
    private readonly string _model;
    private readonly bool _includeUsage;
    private readonly List<ScenarioReply> _replies;
    private readonly string _id;

    private CompletionsAnswers(EmulatorCall call, string model, bool includeUsage, List<ScenarioReply> replies)
    {
        _call = call;
        _model = model;
        _includeUsage = includeUsage;
        _replies = replies;
        _id = call.NextId("cmpl-");
    }

    public static EmulatorResponse Complete(EmulatorCall call)
    {
        var root = Rejections.ReadObject(call.Request);
        var model = Rejections.ReadModel(call, root);
        Rejections.CheckNumber(root, "temperature", 0, 2);
        Rejections.CheckNumber(root, "top_p", 0, 1);
        Rejections.CheckNumber(root, "max_tokens", 0);
        Rejections.CheckNumber(root, "n", 1, 1);
        var (stream, includeUsage) = ChatCompletionsRequest.ReadStream(root);
        var prompt = new ScenarioPrompt
        {
            Model = model,
            MaxOutputTokens = root.Has("max_tokens") ? (int)root.NumberOr("max_tokens", 0) : null,
            StopSequences = ChatCompletionsRequest.ReadStops(root),
        };
        var replies = TextInput.Read(root, "prompt")
            .Select(input => call.Reply(prompt with { UserText = input.Text, InputTokens = input.Tokens }))
            .ToList();
        var answers = new CompletionsAnswers(call, model, includeUsage, replies);
        return stream ? answers.Stream() : OpenAIAnswers.Reply(call, replies[0], answers.WriteWhole);
    }

    private void WriteWhole(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteHead(writer);
        writer.WriteStartArray("choices");
        for (var index = 0; index < _replies.Count; index++)
        {
            WriteChoice(writer, _replies[index].Text, index, Finish(_replies[index]));
        }

        writer.WriteEndArray();
        OpenAIWords.WriteUsage(writer, Usage);
        writer.WriteEndObject();
    }

    private EmulatorResponse Stream()
    {
        var body = new StreamBody(_replies[0]);
        for (var index = 0; index < _replies.Count; index++)
        {
            foreach (var piece in TextPieces.Of(_replies[index].Text))
            {
                body.Piece(Chunk(writer => WriteChoice(writer, piece, index, null)));
            }

            body.Data(Chunk(writer => WriteChoice(writer, "", index, Finish(_replies[index]))));
        }

        if (_includeUsage)
        {
            body.Data(Chunk(null));
        }

        body.Done();
        return body.ToResponse(OpenAIAnswers.Headers(_call));
    }

    /// <summary>A chunk with one choice; without one it is the last, with the token counts.</summary>
    private byte[] Chunk(Action<Utf8JsonWriter>? writeChoice) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        WriteHead(writer);
        writer.WriteStartArray("choices");
        writeChoice?.Invoke(writer);
        writer.WriteEndArray();
        if (writeChoice is null)
        {
            OpenAIWords.WriteUsage(writer, Usage);
        }
        else if (_includeUsage)
        {
            writer.WriteNull("usage");
        }

        writer.WriteEndObject();
    });

    private void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteString("id", _id);
        writer.WriteString("object", "text_completion");
        writer.WriteNumber("created", _call.Now.ToUnixTimeSeconds());
        writer.WriteString("model", _model);
    }

    private static void WriteChoice(Utf8JsonWriter writer, string text, int index, string? finish)
    {
        writer.WriteStartObject();
        writer.WriteString("text", text);
        writer.WriteNumber("index", index);
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", finish);
        writer.WriteEndObject();
    }

    /// <summary>This endpoint has no tools, and so no word for their calls.</summary>
    private static string Finish(ScenarioReply reply) =>
        OpenAIWords.Finish(reply.Finish == ScenarioFinish.ToolCalls ? ScenarioFinish.Stop : reply.Finish);

    private ScenarioUsage Usage => new(_replies.Sum(reply => reply.Usage!.Input), _replies.Sum(reply => reply.Usage!.Output));
}
