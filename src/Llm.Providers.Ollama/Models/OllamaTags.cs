using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>The list of models on the server, <c>/api/tags</c>.</summary>
internal sealed class OllamaTags(string apiPath) : ModelListProtocol
{
    public override void Render(WireRequest request)
    {
        request.Method = HttpMethod.Get;
        request.Path = apiPath + "tags";
    }

    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId)
    {
        var models = JsonElement.Parse(body).Items("models"u8) ?? throw new JsonException("There is no list of models.");
        return [.. from model in models let id = model.Text("model"u8) ?? model.Text("name"u8) where id is not null select OllamaModelFacts.Read(model, id, providerId)];
    }

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);
}
