using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Llm.Providers.Anthropic;
using Llm.Providers.DataProtection;
using Llm.Providers.Google;
using Llm.Providers.LMStudio;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Rules about assemblies.</summary>
public sealed class AssemblyTests
{
    /// <summary>What protocols and providers need of HTTP: the method's name, and the message a key is put on.</summary>
    private static readonly string[] s_allowed = ["HttpMethod", "HttpRequestMessage"];

    public static TheoryData<string> ProviderAssemblies => new(
        typeof(AnthropicProvider).Assembly.Location, typeof(GoogleProvider).Assembly.Location, typeof(OllamaProvider).Assembly.Location,
        typeof(OpenAICompatibleProvider).Assembly.Location, typeof(OpenAIProvider).Assembly.Location, typeof(LMStudioProvider).Assembly.Location,
        typeof(ProtectedKeyStore).Assembly.Location);

    [Theory, MemberData(nameof(ProviderAssemblies))]
    public void Provider_packages_never_touch_http(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();

        var used = metadata.TypeReferences.Select(metadata.GetTypeReference).Where(t => metadata.GetString(t.Namespace) == "System.Net.Http").Select(t => metadata.GetString(t.Name));

        Assert.Empty(used.Except(s_allowed));
    }

    [Fact]
    public void There_is_one_chat_client_and_one_embedding_generator()
    {
        var all = new[] { typeof(BaseLlmProvider), typeof(OpenAICompatibleProvider), typeof(OpenAIProvider), typeof(LMStudioProvider) }.SelectMany(t => t.Assembly.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false }).ToList();

        // The one that speaks to vendors, and those that pass calls on to it: of a group, and of a provider or group whose settings may change.
        // What only stands before another client is no further one.
        Assert.Equal(
            ["CurrentChatClient`1", "ProtocolChatClient", "RoutedChatClient"],
            all.Where(typeof(IChatClient).IsAssignableFrom).Where(t => !t.IsSubclassOf(typeof(DelegatingChatClient))).Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["CurrentEmbeddingGenerator", "ProtocolEmbeddingGenerator"],
            all.Where(typeof(IEmbeddingGenerator).IsAssignableFrom).Where(t => !t.IsSubclassOf(typeof(DelegatingEmbeddingGenerator<string, Embedding<float>>))).Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Protocols_keep_nothing_between_calls()
    {
        var protocols = new[] { typeof(OpenAICompatibleProvider), typeof(OpenAIProvider), typeof(LMStudioProvider) }.SelectMany(t => t.Assembly.GetTypes())
            .Where(t => t is { IsAbstract: false } && (typeof(ChatProtocol).IsAssignableFrom(t) || typeof(EmbeddingProtocol).IsAssignableFrom(t) || typeof(ModelListProtocol).IsAssignableFrom(t))).ToList();

        Assert.NotEmpty(protocols);
        Assert.Empty(protocols.SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)).Where(f => !f.IsInitOnly && !f.Name.Contains('<', StringComparison.Ordinal)));
    }

    [Fact]
    public void No_record_could_print_a_key()
    {
        var members = typeof(BaseLlmProvider).Assembly.GetTypes().Where(t => t.GetMethod("<Clone>$") is not null)
            .SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(string) && (p.Name.Contains("Secret", StringComparison.Ordinal) || p.Name.EndsWith("ApiKey", StringComparison.Ordinal) || p.Name.EndsWith("Token", StringComparison.Ordinal)));

        Assert.Empty(members.Select(p => $"{p.DeclaringType}.{p.Name}"));
    }

    [Fact]
    public void Types_for_provider_authors_have_a_namespace_of_their_own() =>
        Assert.Empty(typeof(ChatProtocol).Assembly.GetExportedTypes().Where(t => t.Namespace is not ("Llm.Providers" or "Llm.Providers.Wire" or "Microsoft.Extensions.DependencyInjection")));
}
