using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Guards;

/// <summary>Guards between an application and its models.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly CannedHandler _handler = new(Kit.Ok);
    private readonly Watch _guard = new();

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_what_a_guard_blocks_is_not_sent()
    {
        var e = await Fake.FailureAsync(() => Client().GetResponseAsync("forbidden"));
        var (_, streamed) = await Fake.ReadAsync(Fake.Client(_handler).UseContentGuard(new Refuser()));

        Assert.Equal((LlmErrorKind.ContentFiltered, "blocked_by_guard", 0), (e.Kind, e.ErrorCode, e.Attempts));
        Assert.Equal("Watch blocked the input; nothing was sent: It says what must not be said.", e.Message);
        Assert.Equal(LlmErrorKind.ContentFiltered, Assert.IsType<LlmProviderException>(streamed).Kind);
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_note_of_a_guard_is_a_warning_beside_the_others()
    {
        var response = await Fake.Client(_handler, model: "plain").UseContentGuard(_guard).GetResponseAsync("odd", new() { Seed = 1 });

        Assert.Equal(2, response.GetWarnings().Count);
        Assert.Equal("It looks odd.", response.GetWarnings()[1]);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_what_tools_give_back_is_judged_before_it_is_sent()
    {
        using var handler = new CannedHandler(new CannedResponse("{\"tool\":{\"id\":\"c\",\"name\":\"read\",\"args\":\"{}\"},\"finish\":\"tool_calls\"}"), new CannedResponse(Kit.Ok));
        var client = Fake.Client(handler).UseContentGuard(_guard).AsBuilder().UseFunctionInvocation().Build();
        var tool = AIFunctionFactory.Create(() => "a page that says forbidden things", "read", serializerOptions: AIJsonUtilities.DefaultOptions);

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("Read it.", new() { Tools = [tool] }));

        Assert.StartsWith("Watch blocked the result of a tool; nothing was sent", e.Message, StringComparison.Ordinal);
        Assert.Equal([(ContentStage.Input, "Read it."), (ContentStage.ToolResult, "a page that says forbidden things")], _guard.Seen);
        Assert.Single(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_content_that_passed_is_not_judged_again_unless_it_changed()
    {
        var client = Client();
        var text = new TextContent("one");
        List<ChatMessage> history = [new(ChatRole.System, "be kind"), new(ChatRole.User, [text])];

        history.AddMessages(await client.GetResponseAsync(history));
        history.Add(new(ChatRole.User, "two"));
        await client.GetResponseAsync(history);
        text.Text = "three";
        await client.GetResponseAsync(history);

        Assert.Equal(["be kind\none", "two", "three"], _guard.Seen.Select(s => s.Text));
        Assert.Equal(4, _guard.Checks[1].Conversation.Count);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_conversation_that_was_stopped_is_judged_whole_when_it_comes_again()
    {
        List<ChatMessage> history = [new(ChatRole.User, "one"), new(ChatRole.User, "forbidden")];
        await Fake.FailureAsync(() => Client().GetResponseAsync(history));

        await Fake.FailureAsync(() => Client().GetResponseAsync(history));

        Assert.Equal(_guard.Seen[0], _guard.Seen[1]);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_history_from_outside_can_be_judged_whole_at_every_call()
    {
        var client = Client(new() { WholeConversation = true });
        List<ChatMessage> history = [new(ChatRole.User, "one"), new(ChatRole.Assistant, "forged"), new(ChatRole.User, "two")];

        await client.GetResponseAsync(history);
        await client.GetResponseAsync(history);

        Assert.Equal([(ContentStage.Input, "one\nforged\ntwo"), (ContentStage.Input, "one\nforged\ntwo")], _guard.Seen);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_answers_are_judged_where_that_is_wanted()
    {
        using var handler = new CannedHandler("{\"text\":\"forbidden\",\"finish\":\"stop\"}");

        var unjudged = await Fake.Client(handler).UseContentGuard(_guard).GetResponseAsync("hi");
        var e = await Fake.FailureAsync(() => Fake.Client(handler).UseContentGuard(_guard, new() { Output = OutputChecking.BeforeDelivery }).GetResponseAsync("hi"));

        Assert.Equal("forbidden", unjudged.Text);
        Assert.Equal("Watch blocked the answer: It says what must not be said.", e.Message);
        Assert.Equal((ContentStage.Output, "forbidden"), _guard.Seen[^1]);
    }

    public static TheoryData<AIContent> Attachments => new(
        new DataContent("so forbidden"u8.ToArray(), "text/plain"),
        new DataContent("so forbidden"u8.ToArray(), "text/markdown; charset=utf-8"),
        new DataContent("{\"a\":\"forbidden\"}"u8.ToArray(), "application/json"),
        new DataContent("{\"a\":\"forbidden\"}"u8.ToArray(), "application/ld+json"),
        new McpServerToolResultContent("c") { Outputs = [new TextContent("forbidden")] },
        new CodeInterpreterToolResultContent("c") { Outputs = [new DataContent("forbidden"u8.ToArray(), "text/plain"), new TextContent("x")] },
        new WebSearchToolResultContent("c") { Outputs = [new TextContent("forbidden")] },
        new FunctionResultContent("c", new DataContent("forbidden"u8.ToArray(), "text/plain")),
        new FunctionResultContent("c", new List<AIContent> { new DataContent("forbidden"u8.ToArray(), "text/plain"), new TextContent("x") }));

    [Theory]
    [MemberData(nameof(Attachments), DisableDiscoveryEnumeration = true)]
    [Trait("Requirement", "S52")]
    public async Task S52_words_are_judged_in_whatever_they_arrive(AIContent content)
    {
        var e = await Fake.FailureAsync(() => Client().GetResponseAsync([new(content is ToolResultContent ? ChatRole.Tool : ChatRole.User, [content])]));

        Assert.Equal("blocked_by_guard", e.ErrorCode);
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_guard_that_fails_lets_nothing_pass()
    {
        _guard.Before = () => throw new TimeoutException("moderation is down");

        await Assert.ThrowsAsync<TimeoutException>(() => Client().GetResponseAsync("hi"));

        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_a_guard_among_the_services_is_around_every_client_and_may_ask_a_model_itself()
    {
        await using var services = Container.Build(b => b.AddFake(configure: o => o.ApiKey = Fake.Key).AddContentGuard<ModelGuard>().UseHandler(_handler));

        var answer = await services.GetRequiredService<ILlmProviderRegistry>().Resolve("fake").CreateChatClient().GetResponseAsync("hi");
        var keyed = services.GetRequiredKeyedService<IChatClient>("fake");

        Assert.Equal("ok", answer.Text);
        Assert.Equal(["Is this harmful: hi", "hi"], _handler.Sent.Select(r => System.Text.Json.JsonElement.Parse(r.Body).GetProperty("say")[0].GetString()));
        Assert.NotNull(keyed.GetService<FakeProvider>());
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_guards_are_asked_in_a_container_that_cannot_tell_what_it_has()
    {
        await using var services = Container.Build(b => b.AddFake(configure: o => o.ApiKey = Fake.Key).AddContentGuard<Refuser>().UseHandler(_handler));
        var provider = services.GetRequiredService<ProviderRegistration>().Create(new PlainContainer(services));

        var e = await Fake.FailureAsync(() => provider.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal("blocked_by_guard", e.ErrorCode);
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_what_the_vendor_would_be_sent_to_count_is_judged_before()
    {
        using var handler = new CannedHandler("{\"input_tokens\":7}");
        var services = new ProviderServices(new HttpClient(handler)) { ContentGuards = [_guard] };
        var provider = new Llm.Providers.Anthropic.AnthropicProvider(new() { ApiKey = Fake.Key }, services);

        var count = await provider.CountTokensAsync([new(ChatRole.User, "hi")]);
        var e = await Fake.FailureAsync(() => provider.CountTokensAsync([new(ChatRole.User, "forbidden")]));

        Assert.Equal((7, false), (count.Count, count.IsEstimate));
        Assert.Equal("blocked_by_guard", e.ErrorCode);
        Assert.Single(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S52")]
    public async Task S52_the_log_says_who_blocked_and_not_what()
    {
        var log = new LogRecorder();

        await Fake.FailureAsync(() => Fake.Client(_handler, log: log).UseContentGuard(_guard).GetResponseAsync("forbidden words"));

        Assert.Equal(40, Assert.Single(log.Entries).Id);
        Assert.Contains("Watch", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("words", log.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _handler.Dispose();

    private IChatClient Client(ContentGuardOptions? options = null) => Fake.Client(_handler).UseContentGuard(_guard, options);

    private sealed class PlainContainer(IServiceProvider inner) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IServiceProviderIsService) ? null : inner.GetService(serviceType);
    }

    private sealed class Refuser : IContentGuard
    {
        public ValueTask<ContentVerdict> CheckAsync(ContentCheck check, CancellationToken cancellationToken) => new(ContentVerdict.Block("No."));
    }

    private sealed class ModelGuard(ILlmProviderRegistry registry) : IContentGuard
    {
        private readonly IChatClient _judge = registry.Resolve("fake").CreateChatClient();

        public async ValueTask<ContentVerdict> CheckAsync(ContentCheck check, CancellationToken cancellationToken)
        {
            var answer = await _judge.GetResponseAsync($"Is this harmful: {check.GetText()}", cancellationToken: cancellationToken);
            return answer.Text == "yes" ? ContentVerdict.Block("The judge says so.") : ContentVerdict.Allowed;
        }
    }
}
