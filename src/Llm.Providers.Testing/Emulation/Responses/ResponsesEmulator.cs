using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Speaks OpenAI's <c>responses</c>: answers whole, streamed and in the background, those it keeps, and counts of input tokens.</summary>
/// <remarks>
/// Every path is answered below <c>/v1</c> and at the root. It is as strict as the vendor: reasoning without what it led to, results without
/// a call, calls without a result, encrypted content that was changed and unknown parameters are refused. See
/// <see href="https://platform.openai.com/docs/api-reference/responses">the vendor's reference</see>.
/// </remarks>
public sealed class ResponsesEmulator : IWireEmulator
{
    /// <inheritdoc/>
    public string Name => "responses";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; } =
    [
        .. new[] { "/v1", "" }.SelectMany(root => new EmulatorRoute[]
        {
            new("POST", root + "/responses", Create),
            new("POST", root + "/responses/input_tokens", CountTokens),
            new("POST", root + "/responses/{id}/cancel", Cancel),
            new("GET", root + "/responses/{id}", Get),
            new("DELETE", root + "/responses/{id}", Delete),
            new("POST", root + "/conversations", CreateConversation),
        }),
    ];

    /// <inheritdoc/>
    public bool Speaks(EmulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.Contains("/responses", StringComparison.Ordinal) || request.Path.EndsWith("/conversations", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => OpenAIAnswers.BearerKey(request);

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => OpenAIAnswers.Error(error, call);

    private static EmulatorResponse Create(EmulatorCall call)
    {
        var memory = new ResponsesMemory(call.Kept);
        var request = ResponsesRequest.Read(call.Request, memory);
        var reply = call.Reply(request.Prompt);
        var answer = ResponsesAnswer.Make(call, request, reply);
        memory.Remember(answer, request);
        if (request.Background)
        {
            answer.Status = "queued";
        }

        return request.Stream ? new ResponsesStream(answer, reply).Write(call) : OpenAIAnswers.Reply(call, reply, answer.Write);
    }

    private static EmulatorResponse Get(EmulatorCall call)
    {
        var answer = new ResponsesMemory(call.Kept).Find(call.Id) ?? throw NotFound(call.Id);
        var query = System.Web.HttpUtility.ParseQueryString(call.Request.Query);
        if (query["stream"] == "true")
        {
            if (!answer.Request.Background)
            {
                throw Rejections.Invalid("This response cannot be streamed because it was not created with background=true.", "stream");
            }

            var after = long.TryParse(query["starting_after"], CultureInfo.InvariantCulture, out var number) ? number : -1;
            return new ResponsesStream(answer, answer.Reply, after).Write(call);
        }

        answer.Advance();
        return OpenAIAnswers.Json(call, answer.Write);
    }

    private static EmulatorResponse Cancel(EmulatorCall call)
    {
        var answer = new ResponsesMemory(call.Kept).Find(call.Id) ?? throw NotFound(call.Id);
        if (!answer.Request.Background)
        {
            throw Rejections.Invalid("Only responses created with the background parameter set to true can be cancelled.");
        }

        answer.Status = answer.Status is "queued" or "in_progress" ? "cancelled" : answer.Status;
        return OpenAIAnswers.Json(call, answer.Write);
    }

    private static EmulatorResponse Delete(EmulatorCall call) => new ResponsesMemory(call.Kept).Forget(call.Id)
        ? OpenAIAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", call.Id);
            writer.WriteString("object", "response");
            writer.WriteBoolean("deleted", true);
            writer.WriteEndObject();
        })
        : throw NotFound(call.Id);

    private static EmulatorResponse CreateConversation(EmulatorCall call)
    {
        var id = call.NextId("conv_");
        new ResponsesMemory(call.Kept).BeginConversation(id);
        return OpenAIAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("object", "conversation");
            writer.WriteNumber("created_at", call.Now.ToUnixTimeSeconds());
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static EmulatorResponse CountTokens(EmulatorCall call)
    {
        var request = ResponsesRequest.ReadForCount(call.Request, new(call.Kept));
        return OpenAIAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("object", "response.input_tokens");
            writer.WriteNumber("input_tokens", Math.Max(1, request.Prompt.InputTokens));
            writer.WriteEndObject();
        });
    }

    private static EmulatorRejectionException NotFound(string id) => new(new() { Status = 404, Message = $"Response with id '{id}' not found.", Parameter = "id" });
}
