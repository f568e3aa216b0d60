using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the contents of a request, as strictly as the vendor does.</summary>
internal sealed class GenerateContentConversation
{
    private readonly List<ScenarioToolResult> _toolResults = [];
    private readonly List<string> _calls = [];
    private IReadOnlyList<ScenarioMedia> _media = [];
    private string _userText = "";
    private string _lastRole = "";
    private int _tokens;

    public static GenerateContentConversation Read(JsonElement contents, string model)
    {
        if (contents.ValueKind != JsonValueKind.Array || contents.GetArrayLength() == 0)
        {
            throw GeminiRejections.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }

        var conversation = new GenerateContentConversation();
        var signed = ThoughtSignatures.AreDemanded(model) ? LastQuestion(contents) : int.MaxValue;
        for (var index = 0; index < contents.GetArrayLength(); index++)
        {
            conversation.Read(contents[index], index, demandsSignatures: index > signed);
        }

        return conversation.CheckEnd();
    }

    /// <summary>Puts what was read into a prompt.</summary>
    public ScenarioPrompt AddTo(ScenarioPrompt prompt) => prompt with
    {
        UserText = _userText, Media = _media, ToolResults = [.. _toolResults], InputTokens = prompt.InputTokens + _tokens,
    };

    public void Count(string text) => _tokens += TokenEstimate.Of(text);

    // Signatures are checked from the last question of the user on: https://ai.google.dev/gemini-api/docs/thought-signatures.
    private static int LastQuestion(JsonElement contents)
    {
        for (var index = contents.GetArrayLength() - 1; index >= 0; index--)
        {
            if (contents[index].TextField("role") != "model" && contents[index].ListField("parts").Any(part => part.Field("functionResponse").ValueKind == JsonValueKind.Undefined))
            {
                return index;
            }
        }

        return -1;
    }

    private void Read(JsonElement content, int index, bool demandsSignatures)
    {
        var path = $"contents[{index}]";
        GeminiRejections.CheckNames(content, path, "role", "parts");
        var role = content.TextField("role") is { Length: > 0 } given ? given : "user";
        if (role is not ("user" or "model" or "function"))
        {
            throw GeminiRejections.Invalid("Please use a valid role: user, model.");
        }

        var parts = content.ListField("parts").ToList();
        if (parts.Count == 0)
        {
            throw GeminiRejections.Invalid($"* GenerateContentRequest.{path}.parts: contents.parts must not be empty.\n");
        }

        parts.ForEach(part => GenerateContentParts.Check(part, path));
        _tokens += TokenEstimate.PerMessage;
        if (role == "model")
        {
            ReadModel(parts, index, demandsSignatures);
        }
        else
        {
            ReadUser(parts);
        }

        _lastRole = role;
    }

    private void ReadModel(List<JsonElement> parts, int index, bool demandsSignatures)
    {
        CheckEnd();
        var calls = parts.Where(part => part.Field("functionCall").ValueKind == JsonValueKind.Object).ToList();
        if (calls.Count > 0 && (_lastRole is "" or "model"))
        {
            throw GeminiRejections.Invalid("Please ensure that function call turn comes immediately after a user turn or after a function response turn.");
        }

        if (calls.Count > 0 && demandsSignatures)
        {
            ThoughtSignatures.Check(calls[0].Field("functionCall").TextField("name"), calls[0].TextField("thoughtSignature"), index);
        }

        _calls.AddRange(calls.Select(part => part.Field("functionCall").TextField("name")));
        parts.ForEach(part => Count(part.TextField("text")));
    }

    private void ReadUser(List<JsonElement> parts)
    {
        var results = parts.Select(part => part.Field("functionResponse")).Where(result => result.ValueKind == JsonValueKind.Object).ToList();
        if (results.Count > 0 && _calls.Count == 0)
        {
            throw GeminiRejections.Invalid("Please ensure that function response turn comes immediately after a function call turn.");
        }

        if (results.Count != _calls.Count)
        {
            throw GeminiRejections.Invalid("Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
        }

        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].TextField("name") != _calls[i])
            {
                throw GeminiRejections.Invalid($"Please ensure that function response {i + 1} answers the call of {_calls[i]}; it names {results[i].TextField("name")}.");
            }

            _toolResults.Add(new(_calls[i], Output(results[i].Field("response"))));
            Count(_toolResults[^1].Text);
        }

        _calls.Clear();
        var texts = parts.Where(part => part.Field("text").ValueKind == JsonValueKind.String).Select(part => part.TextField("text")).ToList();
        var media = parts.Select(GenerateContentParts.ReadMedia).OfType<ScenarioMedia>().ToList();
        if (texts.Count == 0 && media.Count == 0)
        {
            return;
        }

        _userText = string.Join('\n', texts);
        _media = media;
        _tokens += TokenEstimate.PerImage * media.Count;
        Count(_userText);
        if (results.Count == 0)
        {
            _toolResults.Clear();
        }
    }

    private static string Output(JsonElement response)
    {
        foreach (var name in new[] { "output", "result", "error" })
        {
            if (response.Member(name) is { ValueKind: not JsonValueKind.Undefined } value)
            {
                return value.ToString();
            }
        }

        return response.ValueKind == JsonValueKind.Undefined ? "" : response.GetRawText();
    }

    private GenerateContentConversation CheckEnd() => _calls.Count == 0
        ? this
        : throw GeminiRejections.Invalid("Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
}
