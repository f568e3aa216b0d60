using Llm.Providers.Anthropic;
using Llm.Providers.Caching;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.Samples;

/// <summary>The code of README.md and of pages that no sample holds.</summary>
[Trait("Requirement", "S72")]
public sealed class ReadmeTests : IDisposable
{
    private readonly EmulatorHandler _emulator = new();

    [Fact]
    public async Task A_model_is_found_by_what_it_can_do_and_its_request_shown()
    {
        await using var services = Services();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        var found = registry.FindModels(q => q.With(ModelCapabilities.Tools).Taking(Modalities.Image).WithContext(200_000))[0];   // the cheapest
        var preview = found.Provider.PreviewRequest([new(ChatRole.User, "One line on Oslo.")], new() { ModelId = found.Model!.Id });
        Console.WriteLine(preview.ToCurl());

        Assert.NotNull(found.Model.Prices);
        Assert.True(found.Model.ContextWindow >= 200_000);
        Assert.Contains("One line on Oslo.", preview.ToCurl(), StringComparison.Ordinal);
        Assert.Empty(_emulator.Emulator.Requests);
    }

    [Fact]
    public async Task A_call_says_what_it_cost_and_keeps_to_a_budget()
    {
        await using var services = Services();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        using var chat = registry.Resolve("openai/gpt-5-mini").CreateChatClient().UseLlmBudget(new LlmBudgetOptions { PerCall = 0.10m, PerDay = 5m });
        var response = await chat.GetResponseAsync("One line on Oslo.");
        Console.WriteLine($"{response.GetCost()?.Total} USD");

        Assert.InRange(response.GetCost()!.Total!.Value, 0.000001m, 0.10m);
        var refused = await Fake.FailureAsync(() => chat.GetResponseAsync(new string('x', 4_000_000)));
        Assert.Equal(LlmErrorKind.BudgetExceeded, refused.Kind);
    }

    [Fact]
    public void Models_have_members_of_their_own()
    {
        Assert.Equal(("claude-sonnet-4-5", "anthropic"), (AnthropicModels.ClaudeSonnet45.Id, AnthropicModels.ClaudeSonnet45.ProviderId));
        Assert.Equal("gpt-5-mini", OpenAIModels.Ids.Gpt5Mini);
    }

    [Fact]
    public async Task A_call_that_is_repeated_is_answered_from_the_cache()
    {
        await using var services = Services();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        using var chat = registry.Resolve("openai/gpt-5-mini").CreateChatClient().AsBuilder().UseLlmCache().Build();
        var first = await chat.GetResponseAsync("One line on Oslo.");
        var second = await chat.GetResponseAsync("One line on Oslo.");   // nothing is sent
        Console.WriteLine(second.IsFromCache());                         // True

        Assert.Equal((false, true, first.Text), (first.IsFromCache(), second.IsFromCache(), second.Text));
        Assert.Single(_emulator.Emulator.Requests);
    }

    [Fact]
    public async Task A_cache_stands_around_a_budget_and_forgets_a_tenant()
    {
        await using var services = Services();
        var budget = new LlmBudget(new() { Total = 1m });
        var client = services.GetRequiredService<ILlmProviderRegistry>().Resolve("openai/gpt-5-mini").CreateChatClient();

        var cache = new LlmResponseCache(options: new() { TimeToLive = TimeSpan.FromMinutes(10), RequireTenant = true });
        using var chat = client.UseLlmBudget(budget).AsBuilder().UseFunctionInvocation().UseLlmCache(cache).Build();
        var answer = await chat.GetResponseAsync("One line on Oslo.", new() { AdditionalProperties = new() { [LlmCacheNames.Tenant] = "acme" } });
        await cache.ClearAsync("acme");

        var again = await chat.GetResponseAsync("One line on Oslo.", new() { AdditionalProperties = new() { [LlmCacheNames.Tenant] = "acme" } });
        var spent = budget.Spent;
        var kept = await chat.GetResponseAsync("One line on Oslo.", new() { AdditionalProperties = new() { [LlmCacheNames.Tenant] = "acme" } });
        Assert.Equal((false, false, true), (answer.IsFromCache(), again.IsFromCache(), kept.IsFromCache()));
        Assert.Equal((2, spent), (_emulator.Emulator.Requests.Count, budget.Spent));
    }

    [Fact]
    public async Task Health_is_checked_for_each_provider_that_is_not_left_out()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore(); // never started
        builder.Services.AddRouting();

        builder.Services.AddLlmProviders(builder.Configuration).AddOpenAI().AddAnthropic().AddOllama();
        builder.Services.AddLlmProvidersHealthChecks(o => o.Excluded.Add("ollama"));

        await using var app = builder.Build();
        app.MapHealthChecks("/health/llm", new() { Predicate = check => check.Tags.Contains("llm") });
        var checks = app.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(["llm:anthropic", "llm:openai"], checks.Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _emulator.Dispose();

    private ServiceProvider Services() => Container.Build(b => b.AddOpenAI(configure: o => o.ApiKey = "any").AddAnthropic(configure: o => o.ApiKey = "any").UseHandler(_emulator));
}
