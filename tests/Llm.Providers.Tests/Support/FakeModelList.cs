using System.Text.Json;

namespace Llm.Providers.Tests.Support;

/// <summary>The list of models: an array of ids.</summary>
public sealed class FakeModelList : ModelListProtocol
{
    public static FakeModelList Instance { get; } = new();

    public override void Render(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Path = "models";
    }

    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId) =>
        [.. JsonElement.Parse(body).EnumerateArray().Select(id => new ModelItem { Id = id.GetString()!, ProviderId = providerId, Origin = ModelOrigin.Discovered })];
}
