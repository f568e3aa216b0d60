using Llm.Providers.Wire;

namespace Llm.Providers.Samples;

/// <summary>My Custom AI: where it is, which settings and models it has, and which of its two wires is spoken. No HTTP and no JSON.</summary>
public sealed class MyCustomProvider(MyCustomOptions? options = null, ProviderServices? services = null) : BaseLlmProvider(Description, options, services)
{
    private static readonly Uri s_endpoint = new("https://api.mycustom.ai/v1/");

    public static ConfigSchema<MyCustomOptions> Schema { get; } = new ConfigSchema<MyCustomOptions>()
        .Key("MY_CUSTOM_API_KEY")
        .Endpoint(s_endpoint)
        .Boolean("UseCompletions", "Speak the older wire", "Whether conversations go to /completions, for models without a chat endpoint.", o => o.UseCompletions, (o, v) => o.UseCompletions = v)
        .Tuning();

    public static ProviderDescriptor Description { get; } = new()
    {
        Id = "my_custom", DisplayName = "My Custom AI", DefaultEndpoint = s_endpoint, Schema = Schema, Models = MyCustomModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming,
    };

    protected override ChatProtocol SelectProtocol(ModelItem model) =>
        ((MyCustomOptions)Options).UseCompletions ? MyCustomProtocol.Completions : MyCustomProtocol.Chat;
}
