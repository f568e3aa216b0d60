using Llm.Providers.Caching;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Caching;

/// <summary>Answers that are given again.</summary>
public sealed class CachingTests : IDisposable
{
    private const string Answer = "{\"id\":\"r1\",\"text\":\"Oslo.\",\"in\":9,\"out\":4,\"finish\":\"stop\"}";

    private readonly CannedHandler _handler = new(new CannedResponse(Answer).With("x-request-id", "req-1").With("x-ratelimit-remaining-requests", "9").With("x-ratelimit-limit-requests", "10"));
    private readonly FakeTimeProvider _time = new(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_the_same_call_is_answered_once_and_says_when_it_was_not()
    {
        var client = Client(new());

        var first = await client.GetResponseAsync("A city?");
        var second = await client.GetResponseAsync("A city?");

        Assert.Single(_handler.Sent);
        Assert.Equal((false, true), (first.IsFromCache(), second.IsFromCache()));
        Assert.Equal((first.Text, first.ResponseId, first.FinishReason, first.Usage!.TotalTokenCount), (second.Text, second.ResponseId, second.FinishReason, second.Usage!.TotalTokenCount));
        Assert.Equal(("req-1", null, 1), (first.GetCallInfo().RequestId, second.GetCallInfo().RequestId, second.GetCallInfo().Attempts));
        Assert.Empty(second.GetCallInfo().RateLimits);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_stream_is_replayed_and_shares_its_entry_with_whole_answers()
    {
        using var handler = new CannedHandler(Fake.Events("{\"text\":\"Os\"}", "{\"text\":\"lo.\"}", "{\"finish\":\"stop\"}", "[DONE]"));
        var client = Client(new(), handler);

        var first = await client.GetStreamingResponseAsync("A city?").ToListAsync();
        var second = await client.GetStreamingResponseAsync("A city?").ToListAsync();
        var whole = await client.GetResponseAsync("A city?");

        Assert.Single(handler.Sent);
        Assert.Equal(["Oslo.", "Oslo.", "Oslo."], [first.ToChatResponse().Text, second.ToChatResponse().Text, whole.Text]);
        Assert.Equal((false, true, true), (first.ToChatResponse().IsFromCache(), second.ToChatResponse().IsFromCache(), whole.IsFromCache()));
        Assert.Equal(ChatFinishReason.Stop, second.ToChatResponse().FinishReason);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_what_a_caller_does_to_an_update_is_not_kept()
    {
        using var handler = new CannedHandler(Fake.Events("{\"text\":\"Os\"}", "{\"text\":\"lo.\"}", "{\"finish\":\"stop\"}", "[DONE]"));
        var client = Client(new(), handler);

        await foreach (var update in client.GetStreamingResponseAsync("A city?"))
        {
            foreach (var text in update.Contents.OfType<TextContent>())
            {
                text.Text = "Secret of the first caller.";
                (text.AdditionalProperties ??= [])["mine"] = 1;
            }

            update.Contents.Add(new TextContent("More of it."));
            (update.AdditionalProperties ??= [])["mine"] = 1;
        }

        var second = await client.GetStreamingResponseAsync("A city?").ToChatResponseAsync();

        Assert.True(second.IsFromCache());
        Assert.Equal("Oslo.", second.Text);
        Assert.DoesNotContain("mine", (second.AdditionalProperties ?? []).Keys.Concat(second.Messages.SelectMany(m => m.Contents).SelectMany(c => (c.AdditionalProperties ?? []).Keys)));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_loop_of_tools_leaves_the_calls_it_ran_as_they_came()
    {
        using var handler = new CannedHandler(Fake.Events("{\"tool\":{\"id\":\"c\",\"name\":\"f\",\"args\":\"{}\"}}", "{\"finish\":\"tool_calls\"}", "[DONE]"));
        var client = Client(new(options: new() { IncludeToolTurns = true }), handler);
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create(() => "x", "f", serializerOptions: AIJsonUtilities.DefaultOptions)] };

        await foreach (var update in client.GetStreamingResponseAsync("hi", options))
        {
            foreach (var call in update.Contents.OfType<FunctionCallContent>())
            {
                call.InformationalOnly = true;
                (call.Arguments ??= new Dictionary<string, object?>())["mine"] = 1;
            }
        }

        var again = await client.GetStreamingResponseAsync("hi", options).ToChatResponseAsync();

        var kept = Assert.Single(again.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>());
        Assert.Equal((true, false, 0), (again.IsFromCache(), kept.InformationalOnly, kept.Arguments?.Count ?? 0));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_stream_that_breaks_or_is_left_is_not_kept()
    {
        using var broken = new CannedHandler(Fake.Events("{\"text\":\"Os\"}"));
        var client = Client(new(), broken);
        await Fake.ReadAsync(client);
        await Fake.ReadAsync(client);
        using var left = new CannedHandler(Fake.Events("{\"text\":\"Os\"}", "{\"text\":\"lo.\"}", "{\"finish\":\"stop\"}", "[DONE]"));
        var other = Client(new(), left);
        for (var i = 0; i < 2; i++)
        {
            await foreach (var update in other.GetStreamingResponseAsync("hi"))
            {
                break;
            }
        }

        Assert.Equal((2, 2), (broken.Sent.Count, left.Sent.Count));
    }

    [Theory]
    [InlineData("{\"text\":\"Os\",\"finish\":\"length\"}")]
    [InlineData("{\"text\":\"Os\",\"finish\":\"content_filter\"}")]
    [InlineData("{\"refusal\":\"I will not.\",\"finish\":\"stop\"}")]
    [InlineData("{\"finish\":\"stop\"}")]
    [Trait("Requirement", "S54")]
    public async Task S54_what_is_no_whole_answer_is_kept_only_when_asked_for(string answer)
    {
        using var handler = new CannedHandler(answer);
        var (usual, all) = (Client(new(), handler), Client(new(options: new() { IncludeIncompleteAnswers = true }), handler));

        await TwiceAsync(usual);
        var sent = handler.Sent.Count;
        await TwiceAsync(all);

        Assert.Equal((2, 3), (sent, handler.Sent.Count));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_an_error_is_not_kept()
    {
        using var handler = new CannedHandler(new CannedResponse(400, "{}"), new CannedResponse(Answer));
        var client = Client(new(), handler);

        await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal("Oslo.", (await client.GetResponseAsync("hi")).Text);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_an_answer_lives_as_long_as_it_may()
    {
        var client = Client(new(options: new() { TimeToLive = TimeSpan.FromMinutes(10) }, time: _time));
        await TwiceAsync(client);
        _time.Advance(TimeSpan.FromMinutes(11));

        await TwiceAsync(client);

        Assert.Equal(2, _handler.Sent.Count);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_an_answer_that_is_too_large_is_given_and_not_kept()
    {
        await TwiceAsync(Client(new(options: new() { MaxEntryBytes = 50 })));

        Assert.Equal(2, _handler.Sent.Count);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_memory_is_bounded()
    {
        var cache = new LlmResponseCache(options: new() { MaxMemoryBytes = 2_000 });
        var client = Client(cache);

        for (var i = 0; i < 100; i++)
        {
            await client.GetResponseAsync($"City {i}?");
        }

        var kept = 0;
        for (var i = 0; i < 100; i++)
        {
            kept += (await client.GetResponseAsync($"City {i}?", new() { AdditionalProperties = new() { [LlmCacheNames.Use] = LlmCacheUse.ReadAndWrite } })).IsFromCache() ? 1 : 0;
        }

        Assert.InRange(kept, 0, 20); // an entry takes more than 100 bytes
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_all_answers_or_those_of_a_tenant_are_forgotten_at_once()
    {
        var cache = new LlmResponseCache();
        var client = Client(cache);
        var (acme, other) = (Of("acme"), Of("other"));
        await client.GetResponseAsync("hi", acme);
        await client.GetResponseAsync("hi", other);

        await cache.ClearAsync("acme");

        Assert.Equal((false, true), ((await client.GetResponseAsync("hi", acme)).IsFromCache(), (await client.GetResponseAsync("hi", other)).IsFromCache()));
        await cache.ClearAsync();
        Assert.Equal((false, false), ((await client.GetResponseAsync("hi", acme)).IsFromCache(), (await client.GetResponseAsync("hi", other)).IsFromCache()));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_no_tenant_gets_an_answer_of_another_and_none_means_none_where_it_is_required()
    {
        var client = Client(new(options: new() { RequireTenant = true, Tenant = o => o?.ModelId }));

        await client.GetResponseAsync("hi", Of("acme"));

        Assert.False((await client.GetResponseAsync("hi", Of("other"))).IsFromCache());
        Assert.False((await client.GetResponseAsync("hi")).IsFromCache());
        Assert.False((await client.GetResponseAsync("hi")).IsFromCache());
        Assert.True((await client.GetResponseAsync("hi", Of("acme"))).IsFromCache());
        Assert.DoesNotContain("acme", string.Concat(_handler.Sent.Select(r => r.Text)), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_call_may_go_past_the_cache_or_renew_what_it_holds()
    {
        using var handler = new CannedHandler(new CannedResponse("{\"text\":\"old\",\"finish\":\"stop\"}"), new CannedResponse("{\"text\":\"passed by\",\"finish\":\"stop\"}"), new CannedResponse("{\"text\":\"new\",\"finish\":\"stop\"}"));
        var client = Client(new(), handler);
        await client.GetResponseAsync("hi");

        var skipped = await client.GetResponseAsync("hi", new() { AdditionalProperties = new() { [LlmCacheNames.Use] = LlmCacheUse.Skip } });
        var kept = await client.GetResponseAsync("hi");
        var refreshed = await client.GetResponseAsync("hi", new() { AdditionalProperties = new() { [LlmCacheNames.Use] = LlmCacheUse.Refresh } });

        Assert.Equal(["passed by", "old", "new", "new"], [skipped.Text, kept.Text, refreshed.Text, (await client.GetResponseAsync("hi")).Text]);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_cache_that_is_down_costs_a_call_and_no_more()
    {
        var log = new LogRecorder();
        await using var services = new ServiceCollection().AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log).BuildServiceProvider();
        var client = Fake.Client(_handler).AsBuilder().UseLlmCache(new(new DeadCache())).Build(services);

        var answers = new[] { await client.GetResponseAsync("secret words"), await client.GetResponseAsync("secret words") };

        Assert.All(answers, a => Assert.Equal("Oslo.", a.Text));
        Assert.Contains(log.Entries, e => e.Id == 70);
        Assert.DoesNotContain("secret words", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_warnings_and_properties_of_the_vendor_survive()
    {
        var client = Fake.Client(_handler, model: "plain").AsBuilder().UseLlmCache(new()).Build();
        await client.GetResponseAsync("hi", new() { TopK = 3 });

        var again = await client.GetResponseAsync("hi", new() { TopK = 3 });

        Assert.True(again.IsFromCache());
        Assert.Contains("TopK", Assert.Single(again.GetWarnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "S54")]
    public async Task S54_an_answer_of_the_cache_cost_nothing_and_says_no_cost(bool stream)
    {
        using var handler = new CannedHandler(stream ? Fake.Events("{\"text\":\"Oslo.\",\"in\":9,\"out\":4,\"finish\":\"stop\"}", "[DONE]") : Answer);
        var client = Fake.Client(handler, configure: o => o.Models.Add(new() { Id = "large", ProviderId = "fake", Prices = new() { Input = 1m, Output = 2m } }), model: "large").AsBuilder().UseLlmCache(new()).Build();

        var first = await AskAsync(client, stream);
        var second = await AskAsync(client, stream);

        Assert.Equal((17m / 1_000_000, false), (first.GetCost()?.Total, first.IsFromCache()));
        Assert.Equal((null, true, 4), (second.GetCost(), second.IsFromCache(), second.Usage!.OutputTokenCount));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new LlmResponseCache(options: new() { TimeToLive = TimeSpan.Zero }));
        Assert.ThrowsAny<ArgumentException>(() => new LlmResponseCache(options: new() { MaxEntryBytes = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => new LlmResponseCache(options: new() { KeyPrefix = "" }));
        Assert.ThrowsAny<ArgumentException>(() => Fake.Client(_handler).AsBuilder().UseLlmCache(new(), o => o.KeyPrefix = "x:"));
    }

    public void Dispose() => _handler.Dispose();

    private static ChatOptions Of(string tenant) => new() { AdditionalProperties = new() { [LlmCacheNames.Tenant] = tenant } };

    private static async Task<ChatResponse> AskAsync(IChatClient client, bool stream) =>
        stream ? await client.GetStreamingResponseAsync("A city?").ToChatResponseAsync() : await client.GetResponseAsync("A city?");

    private static async Task TwiceAsync(IChatClient client)
    {
        await client.GetResponseAsync("A city?");
        await client.GetResponseAsync("A city?");
    }

    private IChatClient Client(LlmResponseCache cache, CannedHandler? handler = null) => Fake.Client(handler ?? _handler, configure: o => o.MaxRetries = 0).AsBuilder().UseLlmCache(cache).Build();
}
