using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Cost;

/// <summary>A budget around texts that take several requests.</summary>
public sealed class EmbeddingBudgetTests
{
    private const string Answer = """{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1","usage":{"prompt_tokens":1000,"total_tokens":1000}}""";
    private const string Silent = """{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1"}""";

    private readonly LlmBudget _budget = new(new() { Total = 1_000_000 });

    [Fact]
    public async Task Requests_that_were_answered_before_one_failed_are_booked()
    {
        var e = await Fake.FailureAsync(() => GenerateAsync(new(new CannedResponse(Answer), new CannedResponse(Answer), new CannedResponse(400, """{"error":{"message":"no"}}"""))));

        Assert.Contains("Texts 2 to 2 of 3", e.Message, StringComparison.Ordinal);
        Assert.Equal((2_000m, 0m), (_budget.Spent, _budget.Reserved));
    }

    [Fact]
    public async Task Requests_that_were_answered_before_the_caller_gave_up_are_booked()
    {
        using var source = new CancellationTokenSource();
        var http = new CannedHandler(new CannedResponse(Answer), new CannedResponse(Answer) { Silent = true });
        http.OnRequest = _ =>
        {
            if (http.Sent.Count == 2)
            {
                source.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GenerateAsync(http, source.Token));

        Assert.Equal((1_000m, 0m), (_budget.Spent, _budget.Reserved));
    }

    [Fact]
    public async Task What_does_not_say_its_usage_is_booked_as_estimated()
    {
        await Fake.FailureAsync(() => GenerateAsync(new(new CannedResponse(Silent), new CannedResponse(400, "{}"))));

        Assert.Equal((6m, 0m), (_budget.Spent, _budget.Reserved)); // two tokens a text
    }

    [Fact]
    public async Task A_first_request_that_fails_costs_nothing()
    {
        await Fake.FailureAsync(() => GenerateAsync(new(new CannedResponse(400, "{}"))));

        Assert.Equal((0m, 0m), (_budget.Spent, _budget.Reserved));
    }

    // A token of input costs a dollar.
    private async Task GenerateAsync(CannedHandler http, CancellationToken cancellationToken = default)
    {
        var provider = Compatible.Provider(http, embeddings: new() { MaxInputs = 1 }, models: new ModelItem { Id = "acme-1", ProviderId = "acme", Prices = new() { Input = 1_000_000m } });
        using var generator = provider.CreateEmbeddingGenerator("acme-1").UseLlmBudget(_budget);
        await generator.GenerateAsync(["text", "text", "text"], cancellationToken: cancellationToken);
    }
}
