using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>
/// The SHA-256 of everything an answer depends on, as canonical JSON. What a call leaves behind in a history (request ids, limits, time, message ids)
/// does not count, or no second turn would ever be found again.
/// </summary>
internal static class RequestKey
{
    private static readonly ChatOptions s_none = new();

    /// <summary>Computes the key.</summary>
    /// <returns>The key; <see langword="null"/> when the request holds an object nobody here can tell from another.</returns>
    public static string? Compute(RequestScope scope, string? tenant, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new() { SkipValidation = true }))
        {
            json.WriteStartArray();
            json.WriteStringValue("v1");
            json.WriteStringValue(scope.Provider);
            json.WriteStringValue(scope.Instance);
            json.WriteStringValue(scope.Endpoint);
            json.WriteStringValue(tenant);
            if (!TryWriteOptions(json, scope, options ?? s_none) || !messages.All(m => m is not null && TryWriteMessage(json, m)))
            {
                return null;
            }

            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static bool TryWriteOptions(Utf8JsonWriter json, RequestScope scope, ChatOptions options)
    {
        var plain = options.Clone();
        plain.ModelId = string.IsNullOrEmpty(options.ModelId) ? scope.Model : options.ModelId;
        plain.Temperature ??= scope.Temperature;
        plain.MaxOutputTokens ??= scope.MaxOutputTokens;
        (plain.Tools, plain.AdditionalProperties, plain.RawRepresentationFactory) = (null, null, null);
        CanonicalJson.Write(json, JsonSerializer.SerializeToElement(plain, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatOptions))));
        return CanonicalJson.TryWriteProperties(json, options.AdditionalProperties) && (options.Tools ?? []).All(t => TryWriteTool(json, t));
    }

    private static bool TryWriteTool(Utf8JsonWriter json, AITool tool)
    {
        json.WriteStringValue(tool.GetType().FullName);
        json.WriteStringValue(tool.Name);
        json.WriteStringValue(tool.Description);
        if (tool is AIFunctionDeclaration function)
        {
            CanonicalJson.Write(json, function.JsonSchema);
            return CanonicalJson.TryWriteProperties(json, tool.AdditionalProperties);
        }

        // A hosted tool has settings in members of its own type; with none of them known, two tools cannot be told apart.
        return tool is HostedWebSearchTool or HostedCodeInterpreterTool { Inputs: null } && CanonicalJson.TryWriteProperties(json, tool.AdditionalProperties);
    }

    private static bool TryWriteMessage(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStringValue(message.Role.Value);
        json.WriteStringValue(message.AuthorName);
        json.WriteNumberValue(message.Contents.Count);
        // What a vendor said beside an answer differs from call to call and is not asked about.
        return (message.Role == ChatRole.Assistant || CanonicalJson.TryWriteProperties(json, message.AdditionalProperties)) && message.Contents.All(c => TryWriteContent(json, c));
    }

    private static bool TryWriteContent(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStringValue(content.GetType().FullName);
        return TryWriteValue(json, content) && CanonicalJson.TryWriteProperties(json, content.AdditionalProperties);
    }

    private static bool TryWriteValue(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextReasoningContent thought:
                json.WriteStringValue(thought.Text);
                json.WriteStringValue(thought.ProtectedData);
                return true;
            case TextContent text:
                json.WriteStringValue(text.Text);
                return true;
            case DataContent data:
                json.WriteStringValue(data.MediaType);
                json.WriteStringValue(data.Name);
                json.WriteBase64StringValue(SHA256.HashData(data.Data.Span)); // an image of 5 MB is not made text for this
                return true;
            case UriContent uri:
                json.WriteStringValue(uri.MediaType);
                json.WriteStringValue(uri.Uri.OriginalString);
                return true;
            case HostedFileContent file:
                json.WriteStringValue(file.FileId);
                json.WriteStringValue(file.MediaType);
                json.WriteStringValue(file.Name);
                return true;
            case FunctionCallContent call:
                json.WriteStringValue(call.CallId);
                json.WriteStringValue(call.Name);
                return CanonicalJson.TryWriteProperties(json, call.Arguments, keepAll: true);
            case FunctionResultContent result:
                json.WriteStringValue(result.CallId);
                json.WriteStringValue(result.Exception?.Message);
                return CanonicalJson.TryWriteValue(json, result.Result);
            case ErrorContent error:
                json.WriteStringValue(error.Message);
                return true;
            case UsageContent:
                return true; // is not sent
            default:
                return false;
        }
    }
}
