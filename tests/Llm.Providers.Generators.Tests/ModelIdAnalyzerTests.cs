extern alias Generators;

using Generators::Llm.Providers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Llm.Providers.Generators.Tests;

/// <summary>Ids in code that the catalogs know better.</summary>
public sealed class ModelIdAnalyzerTests
{
    private const string Acme =
        """
        {
          "provider": "acme",
          "models": {
            "chat-3": { "modes": ["chat"], "capabilities": ["tools"], "default": true },
            "chat-2": { "modes": ["chat"], "lacks": ["tools"], "status": "deprecated", "retires": "2026-12-31", "successor": "chat-3", "aliases": ["chat-2-0301"] },
            "chat-1": { "modes": ["chat"], "lacks": ["tools"], "status": "retired" },
            "text-1": { "modes": ["completion"] },
            "shared": { "modes": ["chat"], "status": "retired" },
            "embed-1": { "modes": ["embeddings"] },
            "plain": {}
          }
        }
        """;

    private const string Bolt = """{ "provider": "bolt", "models": { "shared": { "name": "Shared" }, "acme/chat-1": { "modes": ["chat"] } } }""";

    [Theory]
    [InlineData("""provider.CreateChatClient("chat-2");""", "\"chat-2\" LLMP2001: chat-2 is deprecated; use chat-3 (retires 2026-12-31)")]
    [InlineData("""provider.CreateChatClient("chat-2-0301");""", "\"chat-2-0301\" LLMP2001: chat-2 is deprecated; use chat-3 (retires 2026-12-31)")]
    [InlineData("""provider.CreateChatClient(modelId: "chat-1");""", "\"chat-1\" LLMP2001: chat-1 is retired")]
    [InlineData("""const string Id = "chat-1"; provider.GetModel(Id);""", "Id LLMP2001: chat-1 is retired")]
    [InlineData("""registry.Resolve("acme/chat-1");""", "\"acme/chat-1\" LLMP2001: chat-1 is retired")]
    [InlineData("""registry.Resolve("chat-1").CreateChatClient();""", "\"chat-1\" LLMP2001: chat-1 is retired")]
    [InlineData("""_ = new ChatOptions { ModelId = "chat-1" };""", "\"chat-1\" LLMP2001: chat-1 is retired")]
    [InlineData("""settings.DefaultModel = "chat-1";""", "\"chat-1\" LLMP2001: chat-1 is retired")]
    public async Task A_model_that_is_over_is_warned_of(string code, string warning) => Assert.Equal([warning], await Warnings(code));

    [Theory]
    [InlineData("""provider.CreateEmbeddingGenerator("chat-3");""", "\"chat-3\" LLMP2002: chat-3 cannot make embeddings; choose a model that can")]
    [InlineData("""provider.CreateChatClient("embed-1");""", "\"embed-1\" LLMP2002: embed-1 cannot hold a conversation; choose a model that can")]
    [InlineData("""registry.Resolve("acme/chat-3").CreateEmbeddingGenerator();""", "\"acme/chat-3\" LLMP2002: chat-3 cannot make embeddings; choose a model that can")]
    [InlineData("""provider.CreateEmbeddingGenerator(Acme.App.AcmeModels.Ids.Chat3);""", "Acme.App.AcmeModels.Ids.Chat3 LLMP2002: chat-3 cannot make embeddings; choose a model that can")]
    public async Task A_capability_that_a_call_needs_and_the_model_lacks_is_warned_of(string code, string warning) => Assert.Equal([warning], await Warnings(code));

    [Fact]
    public async Task Tools_of_a_model_that_has_none_are_warned_of() =>
        Assert.Equal(
            ["\"chat-1\" LLMP2001: chat-1 is retired", "\"chat-1\" LLMP2002: chat-1 cannot call tools; choose a model that can"],
            await Warnings("""_ = new ChatOptions { ModelId = "chat-1", Tools = [tool] };"""));

    [Theory]
    [InlineData("""provider.CreateChatClient("nobody-knows-me");""")]
    [InlineData("""provider.CreateChatClient("chat-3");""")]
    [InlineData("""provider.CreateChatClient("text-1");""")]
    [InlineData("""provider.CreateChatClient("plain"); provider.CreateEmbeddingGenerator("plain");""")]
    [InlineData("""provider.CreateChatClient("shared");""")]
    [InlineData("""registry.Resolve("bolt/acme/chat-1").CreateChatClient();""")]
    [InlineData("""registry.Resolve("other/chat-1");""")]
    [InlineData("""provider.CreateChatClient(tool.Name);""")]
    [InlineData("""provider.CreateChatClient(); provider.CreateChatClient(null);""")]
    [InlineData("""_ = new ChatOptions { ModelId = "chat-3", Tools = [tool] };""")]
    [InlineData("""_ = new ChatOptions { ModelId = "plain", Tools = [] };""")]
    [InlineData("""_ = new ChatOptions { ModelId = "plain", Tools = null };""")]
    [InlineData("""Other.CreateChatClient("chat-1");""")]
    public async Task What_is_unknown_in_order_or_disputed_is_left_alone(string code) => Assert.Empty(await Warnings(code));

    [Fact]
    public async Task A_constant_of_a_catalog_warns_by_itself_and_once()
    {
        Assert.Empty(await Warnings("provider.CreateChatClient(Acme.App.AcmeModels.Ids.Chat1);"));
        Assert.Equal(["LLMP0002"], Compilation("provider.CreateChatClient(Acme.App.AcmeModels.Ids.Chat1);").GetDiagnostics().Select(d => d.Id));
    }

    [Fact]
    public async Task Without_a_catalog_there_is_nothing_to_say()
    {
        var compilation = Generation.Application("""class C { void M(Llm.Providers.BaseLlmProvider p) => p.CreateChatClient("chat-1"); }""");

        Assert.Empty(await Analyse(compilation));
    }

    private static async Task<IEnumerable<string>> Warnings(string code)
    {
        var found = await Analyse(Compilation(code));
        return found.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => $"{d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)} {d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> Analyse(Compilation compilation) =>
        compilation.WithAnalyzers([new ModelIdAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    private static Compilation Compilation(string code)
    {
        var application = Generation.Application($$"""
            using Llm.Providers;
            using Microsoft.Extensions.AI;

            static class Other { public static void CreateChatClient(string id) { } }

            class Code
            {
                void Run(BaseLlmProvider provider, ILlmProviderRegistry registry, LlmProviderOptions settings, AITool tool)
                {
                    {{code}}
                }
            }
            """);
        Generation.Driver(("acme.json", Acme), ("bolt.json", Bolt)).RunGeneratorsAndUpdateCompilation(application, out var compilation, out _);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
