using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>A provider that knows a few models.</summary>
internal static class Known
{
    public static ModelItem Item(string id) => new()
    {
        Id = id, ProviderId = "fake", Origin = ModelOrigin.Catalog, Input = Modalities.Text, Output = Modalities.Text, ContextWindow = 1000, MaxOutputTokens = 100, Prices = new() { Input = 1, Output = 2 },
        Capabilities = ModelCapabilities.Chat, KnownCapabilities = ModelCapabilities.Chat | ModelCapabilities.Tools, RejectedParameters = ModelParameters.Temperature,
    };

    public static ProviderDescriptor Descriptor(params ModelItem[] models) => FakeProvider.Description with { Models = models };

    public static FakeProvider Provider(params ModelItem[] models) => Provider(new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}"), models);

    public static FakeProvider Provider(HttpMessageHandler handler, ModelItem[] models, Action<FakeOptions>? configure = null, TimeProvider? time = null, LogRecorder? log = null)
    {
        var services = new ProviderServices(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, time);
        return new(Fake.Options(configure), log is null ? services : services with { LoggerFactory = log }, Descriptor(models));
    }
}
