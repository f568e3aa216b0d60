using System.Text.Json;

namespace Llm.Providers.Tests.Support;

/// <summary>The list of models: an array of ids. A page that is not the last ends with the path of the next, which begins with a question mark.</summary>
public sealed class FakeModelList : ModelListProtocol
{
    public static FakeModelList Instance { get; } = new();

    public override void Render(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Path = "models";
    }

    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId) =>
        [.. JsonElement.Parse(body).EnumerateArray().Where(id => !IsPath(id)).Select(id => new ModelItem { Id = id.GetString()!, ProviderId = providerId, Origin = ModelOrigin.Discovered })];

    public override string? NextPage(ReadOnlySpan<byte> body) =>
        JsonElement.Parse(body).EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.String } last && IsPath(last) ? $"models{last.GetString()}" : null;

    private static bool IsPath(JsonElement id) => id.GetString()!.StartsWith('?');
}
