using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>A request beside conversations, with one answer.</summary>
/// <typeparam name="TResult">What the answer says.</typeparam>
internal sealed class OllamaOperation<TResult>(HttpMethod method, string path, Action<Utf8JsonWriter>? write, Func<JsonElement, TResult> read) : OperationProtocol<TResult>
{
    public override void Render(WireRequest request)
    {
        request.Method = method;
        request.Path = path;
        if (write is not null)
        {
            request.Json.WriteStartObject();
            write(request.Json);
            request.Json.WriteEndObject();
        }
    }

    public override TResult Parse(ReadOnlySpan<byte> body) => read(body.Trim(" \t\r\n"u8).IsEmpty ? default : JsonElement.Parse(body)); // a model that was deleted leaves nothing to say

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);
}
