using Llm.Providers.OpenAICompatible;
using Llm.Providers.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Samples;

/// <summary>
/// Finds something to talk to: the model named with --model, a provider whose key is in the environment, a server on this machine,
/// or, with none of these, an emulator inside this program, which is spoken to over HTTP like all others.
/// </summary>
internal sealed class SampleProviders : IAsyncDisposable
{
    private const string EmulatorName = "emulator";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly ServiceProvider _services;
    private readonly EmulatorServer? _emulator;

    private SampleProviders(ServiceProvider services, EmulatorServer? emulator, string model)
    {
        _services = services;
        _emulator = emulator;
        Model = model;
    }

    /// <summary>Gets the reference of the model in use, such as <c>openai/gpt-5-mini</c>.</summary>
    public string Model { get; }

    public IChatClient CreateChatClient() => Registry(_services).Resolve(Model).CreateChatClient();

    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator() => Registry(_services).Resolve(Model).CreateEmbeddingGenerator();

    /// <summary>Takes <c>--model provider/model</c> out of the arguments and finds what to talk to.</summary>
    public static async Task<SampleProviders> StartAsync(List<string> args, ModelCapabilities capability = ModelCapabilities.Chat)
    {
        var services = AddProviders(new ServiceCollection()).BuildServiceProvider();
        var model = TakeModel(args) ?? await FindKeyAsync(services, capability) ?? await FindLocalServerAsync(services, capability);
        if (model is not null)
        {
            return new(services, null, model);
        }

        await services.DisposeAsync();
        Console.WriteLine("No key and no local server found: talking to the built-in emulator. Set OPENAI_API_KEY (or another provider's variable) or start Ollama or LM Studio to go live.");
        var emulator = await EmulatorServer.StartAsync();
        services = new ServiceCollection().AddLlmProviders().AddOpenAI(EmulatorName, o => (o.Endpoint, o.ApiKey) = (emulator.Endpoint, "no-key-needed")).Services.BuildServiceProvider();
        return new(services, emulator, EmulatorName);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    private static IServiceCollection AddProviders(IServiceCollection services)
    {
        var builder = services.AddLlmProviders().AddOpenAI().AddAnthropic().AddGoogle().AddOllama().AddLMStudio();
        foreach (var preset in OpenAICompatiblePresets.All.Where(p => p.Endpoint is not null))
        {
            builder.AddOpenAICompatible(preset);
        }

        return services;
    }

    private static ILlmProviderRegistry Registry(IServiceProvider services) => services.GetRequiredService<ILlmProviderRegistry>();

    private static string? TakeModel(List<string> args)
    {
        var at = args.IndexOf("--model");
        if (at < 0 || at == args.Count - 1)
        {
            return null;
        }

        var model = args[at + 1];
        args.RemoveRange(at, 2);
        return model;
    }

    private static async Task<string?> FindKeyAsync(ServiceProvider services, ModelCapabilities capability)
    {
        foreach (var provider in Providers(services, local: false))
        {
            if (provider.Models.Any(m => m.Supports(capability) == true) && await provider.FindKeySourceAsync() != SettingSource.None)
            {
                return provider.Id;
            }
        }

        return null;
    }

    private static async Task<string?> FindLocalServerAsync(ServiceProvider services, ModelCapabilities capability)
    {
        foreach (var provider in Providers(services, local: true))
        {
            try
            {
                using var patience = new CancellationTokenSource(s_patience);
                var models = await provider.ListModelsAsync(patience.Token);
                if (models.FirstOrDefault(m => m.Supports(capability) != false) is { } model)
                {
                    return $"{provider.Id}/{model.Id}";
                }
            }
            catch (Exception e) when (e is LlmProviderException or OperationCanceledException)
            {
                // Nothing runs there.
            }
        }

        return null;
    }

    private static IEnumerable<BaseLlmProvider> Providers(ServiceProvider services, bool local)
    {
        var registry = Registry(services);
        return registry.ProviderIds.Select(registry.GetProvider).Where(p => p.Descriptor.IsLocal == local);
    }
}
