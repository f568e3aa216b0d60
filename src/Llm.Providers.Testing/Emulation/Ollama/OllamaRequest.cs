using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A request for a conversation or a completion, checked and put into neutral terms.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Stream">Whether the answer is streamed; it is unless the request says no.</param>
/// <param name="Thinks">Whether the reasoning is shown.</param>
/// <param name="IsLoad">Whether there is nothing to answer.</param>
/// <param name="Unloads">Whether the model is to leave memory at once.</param>
internal sealed record OllamaRequest(ScenarioPrompt Prompt, bool Stream, bool Thinks, bool IsLoad, bool Unloads)
{
    public static OllamaRequest ReadChat(EmulatorRequest request)
    {
        var root = OllamaFaults.ReadObject(request);
        var conversation = OllamaConversation.Read(root.Member("messages"));
        return Read(root, conversation.AddTo(ReadTools(root, ReadCommon(root))), conversation.IsEmpty);
    }

    public static OllamaRequest ReadGenerate(EmulatorRequest request)
    {
        var root = OllamaFaults.ReadObject(request);
        var text = root.TextOr("prompt", "");
        var media = OllamaConversation.ReadImages(root, "GenerateRequest.images");
        var prompt = ReadCommon(root);
        return Read(root, prompt with { UserText = text, Media = media, InputTokens = TokenEstimate.Of(text + root.TextOr("system", "")) }, text.Length == 0 && media.Count == 0);
    }

    private static OllamaRequest Read(JsonElement root, ScenarioPrompt prompt, bool isLoad)
    {
        if (root.Member("stream") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False) } stream)
        {
            throw OllamaFaults.WrongType(stream, "ChatRequest.stream", "bool");
        }

        return new(prompt, root.Flag("stream", fallback: true), root.Flag("think", fallback: true), isLoad, root.NumberOr("keep_alive", 1) == 0 || root.TextOr("keep_alive", "") == "0");
    }

    private static ScenarioPrompt ReadCommon(JsonElement root)
    {
        var model = OllamaFaults.ReadModel(root);
        OllamaFaults.CheckOptions(root);
        OllamaFaults.CheckThink(root);
        var options = root.Member("options");
        var limit = (int)options.NumberOr("num_predict", -1);
        var prompt = new ScenarioPrompt
        {
            Model = model,
            MaxOutputTokens = limit > 0 ? limit : null,
            StopSequences = [.. options.Items("stop").Select(text => text.GetString()!)],
        };
        return ReadFormat(root.Member("format"), prompt);
    }

    private static ScenarioPrompt ReadFormat(JsonElement format, ScenarioPrompt prompt) => format.ValueKind switch
    {
        JsonValueKind.Undefined => prompt,
        JsonValueKind.String when format.GetString() is "" => prompt,
        JsonValueKind.String when format.GetString() is "json" => prompt with { WantsJson = true },
        JsonValueKind.Object => prompt with { WantsJson = true, ReplySchema = format },
        _ => throw OllamaFaults.Invalid($"invalid format: {format.GetRawText()}; expected \"json\" or a valid JSON Schema object"),
    };

    private static ScenarioPrompt ReadTools(JsonElement root, ScenarioPrompt prompt) => !root.Has("tools") ? prompt : prompt with
    {
        Tools = [.. root.Items("tools").Select(ReadTool)],
        InputTokens = prompt.InputTokens + TokenEstimate.Of(root.Member("tools").GetRawText()),
    };

    private static ScenarioTool ReadTool(JsonElement tool)
    {
        var function = tool.Member("function");
        var parameters = function.Member("parameters");
        foreach (var property in parameters.Members("properties"))
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                throw OllamaFaults.WrongType(property.Value, "ChatRequest.tools.function.parameters.properties", "api.ToolProperty");
            }
        }

        return new(function.TextOr("name", ""), function.TextOr("description", ""), parameters.ValueKind == JsonValueKind.Object ? parameters : null);
    }
}
