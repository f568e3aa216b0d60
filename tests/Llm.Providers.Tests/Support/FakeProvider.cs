namespace Llm.Providers.Tests.Support;

/// <summary>A provider as a third party would write it, with a wire of its own, against the public API alone.</summary>
public sealed class FakeProvider(FakeOptions? options = null, ProviderServices? services = null, ProviderDescriptor? descriptor = null)
    : BaseLlmProvider(descriptor ?? Description, options, services)
{
    public static ConfigSchema<FakeOptions> Schema { get; } =
        new ConfigSchema<FakeOptions>().Key("FAKE_API_KEY").Endpoint(new("https://api.fake.test/v1/"), "FAKE_ENDPOINT").Tuning();

    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "fake", DisplayName = "Fake AI", DefaultEndpoint = new("https://api.fake.test/v1/"), Schema = Schema,
        Models =
        [
            new() { Id = "large", ProviderId = "fake", IsDefault = true, Capabilities = ModelCapabilities.Chat, KnownCapabilities = ModelCapabilities.Chat, Origin = ModelOrigin.Catalog },
            new() { Id = "lines", ProviderId = "fake", Aliases = ["ndjson"], Protocol = "lines", Origin = ModelOrigin.Catalog },
            new() { Id = "plain", ProviderId = "fake", Input = Modalities.Text, KnownCapabilities = ModelCapabilities.Tools | ModelCapabilities.StructuredOutput, RejectedParameters = ModelParameters.Sampling | ModelParameters.Seed, Origin = ModelOrigin.Catalog },
        ],
    };

    protected override ModelListProtocol? ModelList => FakeModelList.Instance;

    protected override ChatProtocol SelectProtocol(ModelItem model) => model?.Protocol == "lines" ? FakeProtocol.Lines : FakeProtocol.Events;
}
