using System.Text.Json.Nodes;

namespace Llm.Providers.Testing.Tests;

/// <summary>Bodies of requests.</summary>
internal static class Requests
{
    public const string WeatherTool =
        """{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}""";

    /// <summary>A chat request of one user message, with more members if wanted.</summary>
    public static string User(string text, string more = "")
    {
        var request = new JsonObject
        {
            ["model"] = "gpt-5",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        };
        return Merge(request, more);
    }

    /// <summary>A chat request of these messages, with more members if wanted.</summary>
    public static string Messages(string messages, string more = "") =>
        Merge(new JsonObject { ["model"] = "gpt-5", ["messages"] = JsonNode.Parse(messages) }, more);

    /// <summary>The conversation after a call of a tool: question, call, result.</summary>
    public static string AfterTool(string question, string result, string more = "") => Messages(
        $$$"""
        [{"role":"user","content":"{{{question}}}"},
         {"role":"assistant","content":null,"tool_calls":[
          {"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]},
         {"role":"tool","tool_call_id":"call_1","content":"{{{result}}}"}]
        """,
        more);

    public static string WithStream(string json, bool stream)
    {
        if (!stream)
        {
            return json;
        }

        var request = JsonNode.Parse(json)!.AsObject();
        request["stream"] = true;
        request["stream_options"] = new JsonObject { ["include_usage"] = true };
        return request.ToJsonString();
    }

    private static string Merge(JsonObject request, string more)
    {
        foreach (var (name, value) in JsonNode.Parse($"{{{more}}}")!.AsObject())
        {
            request[name] = value?.DeepClone();
        }

        return request.ToJsonString();
    }
}
