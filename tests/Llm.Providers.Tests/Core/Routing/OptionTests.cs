using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>What a target is given of the caller's options.</summary>
[Trait("Requirement", "B04")]
public sealed class OptionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("smart")]
    [InlineData("SMART")]
    public async Task B04_the_model_id_of_the_caller_is_never_sent_to_a_target(string? modelId)
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Ok);

        await Kit.Client(a, b).GetResponseAsync("hi", new() { ModelId = modelId });

        Assert.All([.. a.Sent, .. b.Sent], r => Assert.Contains("\"model\":\"large\"", r.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task B04_a_model_that_is_no_target_is_refused_and_nothing_is_sent()
    {
        CannedHandler a = new(Kit.Ok);

        var e = await Fake.FailureAsync(() => Kit.Client(a).GetResponseAsync("hi", new() { ModelId = "gpt-4o" }));

        Assert.Equal((LlmErrorKind.ModelNotFound, 0), (e.Kind, a.Sent.Count));
        Assert.Contains("a/large", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_names_a_target_goes_to_that_one_alone()
    {
        CannedHandler a = new(Kit.Ok), b = new(Kit.Down);

        var e = await Fake.FailureAsync(() => Kit.Client(a, b).GetResponseAsync("hi", new() { ModelId = "b/large" }));

        Assert.Equal(("b", 0, 4), (e.ProviderId, a.Sent.Count, b.Sent.Count));
    }

    [Fact]
    public async Task A_client_of_another_library_gets_the_model_id_of_its_target()
    {
        var theirs = new StubClient("ok");
        var options = new ChatOptions { ModelId = "smart", Temperature = 0.5f };

        var response = await Kit.Client(new ModelGroupTarget("theirs/x") { Client = theirs, ModelId = "x-1" }).GetResponseAsync("hi", options);

        Assert.Equal(("x-1", 0.5f, null), (theirs.Options?.ModelId, theirs.Options?.Temperature, theirs.Options?.AdditionalProperties));
        Assert.Equal(("smart", "theirs/x"), (options.ModelId, response.ServedBy()));
    }

    [Fact]
    public async Task A_target_may_change_the_options_for_itself()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Ok);
        var options = new ChatOptions { Temperature = 0.25f };
        var client = Kit.Client(Kit.Target("a", a, adjust: o => o.Temperature = 0.75f), Kit.Target("b", b));

        await client.GetResponseAsync("hi", options);

        Assert.Contains("0.75", a.Single.Text, StringComparison.Ordinal);
        Assert.Contains("0.25", b.Single.Text, StringComparison.Ordinal);
        Assert.Equal((0.25f, null), (options.Temperature, options.AdditionalProperties));
    }

    [Fact]
    public async Task Messages_that_can_be_read_once_reach_every_target()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Ok);
        var once = new Queue<ChatMessage>([new(ChatRole.User, "hello")]);

        await Kit.Client(a, b).GetResponseAsync(Drain(once));

        Assert.Contains("hello", b.Single.Text, StringComparison.Ordinal);

        static IEnumerable<ChatMessage> Drain(Queue<ChatMessage> messages)
        {
            while (messages.TryDequeue(out var message))
            {
                yield return message;
            }
        }
    }

    [Fact]
    public async Task What_a_client_of_another_library_throws_is_understood()
    {
        foreach (var failure in new Exception[] { new HttpRequestException("gone"), new IOException("cut"), new TimeoutException("late"), new TaskCanceledException("late", new TimeoutException()), new HttpRequestException("busy", null, System.Net.HttpStatusCode.ServiceUnavailable) })
        {
            var b = new CannedHandler(Kit.Ok);

            Assert.Equal("b/large", (await Kit.Client(new ModelGroupTarget("theirs") { Client = new StubClient(_ => throw failure) }, Kit.Target("b", b)).GetResponseAsync("hi")).ServedBy());
        }
    }

    [Fact]
    public async Task A_mistake_in_code_is_thrown_as_it_is()
    {
        var b = new CannedHandler(Kit.Ok);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Kit.Client(new ModelGroupTarget("theirs") { Client = new StubClient(_ => throw new InvalidOperationException("bug")) }, Kit.Target("b", b)).GetResponseAsync("hi"));

        Assert.Empty(b.Sent);
    }

    [Fact]
    public void Services_and_metadata_are_there()
    {
        using var client = Kit.Client(new CannedHandler(Kit.Ok), new CannedHandler(Kit.Ok));
        using var mixed = Kit.Client(Kit.Target("a", new CannedHandler(Kit.Ok)), new ModelGroupTarget("theirs") { Client = new StubClient("ok") });

        var (one, two) = (client.GetService<ChatClientMetadata>(), mixed.GetService<ChatClientMetadata>());
        Assert.Equal(("smart", "fake", "https://api.fake.test/v1/"), (one?.DefaultModelId, one?.ProviderName, one?.ProviderUri?.ToString()));
        Assert.Equal(("smart", null), (two?.DefaultModelId, two?.ProviderName));
        Assert.Equal(["a/large", "b/large"], client.GetService<ModelGroup>()?.Targets);
        Assert.Equal("a", client.GetService<FakeProvider>()?.Id);
        Assert.Same(client, client.GetService<IChatClient>());
    }
}
