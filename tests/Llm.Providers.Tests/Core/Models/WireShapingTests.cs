using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.OpenAICompatible;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>What the catalog does to a request on each wire.</summary>
public sealed class WireShapingTests
{
    private static readonly ChatMessage[] s_hi = [new(ChatRole.User, "hi")];

    [Theory]
    [InlineData("max_completion_tokens", "max_completion_tokens")]
    [InlineData("max_tokens", "max_tokens")]
    [InlineData(null, "max_tokens")]
    [Trait("Requirement", "T27")]
    [Trait("Requirement", "B14")]
    public void T27_B14_chat_completions_call_the_output_limit_as_the_model_wants_it(string? field, string sent)
    {
        var request = Rendered(new() { Id = "m", ProviderId = "any", MaxTokensField = field }, new() { MaxOutputTokens = 9 });

        Assert.Contains($"\"{sent}\":9", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T27")]
    public void T27_legacy_completions_know_one_name_of_the_limit() =>
        Assert.Contains("\"max_tokens\":9", Rendered(new() { Id = "m", ProviderId = "any", Protocol = "completions", MaxTokensField = "max_completion_tokens" }, new() { MaxOutputTokens = 9 }).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData(ReasoningEffort.ExtraHigh, "high")]
    [InlineData(ReasoningEffort.None, "minimal")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [Trait("Requirement", "T27")]
    public void T27_chat_completions_and_responses_say_an_effort_in_a_word_the_model_has(ReasoningEffort effort, string word)
    {
        var model = new ModelItem { Id = "m", ProviderId = "any", Reasoning = new() { Efforts = ["minimal", "low", "medium", "high"] } };

        var chat = Rendered(model, new() { Reasoning = new() { Effort = effort } });
        var responses = OpenAI(model with { Protocol = "responses" }, new() { Reasoning = new() { Effort = effort } });

        Assert.Contains($"\"reasoning_effort\":\"{word}\"", chat.Body, StringComparison.Ordinal);
        Assert.Contains($"\"effort\":\"{word}\"", responses.Body, StringComparison.Ordinal);
        Assert.Equal(effort == ReasoningEffort.Medium ? 0 : 1, chat.Warnings.Count);
    }

    [Fact]
    [Trait("Requirement", "T27")]
    public void T27_messages_ask_for_a_budget_within_the_range_of_the_model_or_let_it_decide()
    {
        var budget = Claude(new() { TakesBudget = true, Adaptive = false, MinimumBudget = 2000, MaximumBudget = 4000 }, ReasoningEffort.High);
        var least = Claude(new() { TakesBudget = true, Adaptive = false, MinimumBudget = 2000, MaximumBudget = 4000 }, ReasoningEffort.Low);
        var adaptive = Claude(new() { Adaptive = true, Efforts = ["low", "high"] }, ReasoningEffort.ExtraHigh);
        var always = Claude(new() { Adaptive = true, CanBeOff = false }, ReasoningEffort.None);

        Assert.Contains("\"budget_tokens\":4000", budget.Body, StringComparison.Ordinal);
        Assert.Contains("\"budget_tokens\":2000", least.Body, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"adaptive\"", adaptive.Body, StringComparison.Ordinal);
        Assert.Contains("\"effort\":\"high\"", adaptive.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"thinking\"", always.Body, StringComparison.Ordinal);
        Assert.Contains("always thinks", Assert.Single(always.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemini-2.5-pro", "\"thinkingBudget\":4000")]
    [InlineData("brand-new", "\"thinkingBudget\":4000")]
    [Trait("Requirement", "T27")]
    public void T27_generate_content_goes_by_what_the_catalog_says_of_the_model(string id, string sent)
    {
        var request = Gemini(id, new() { TakesBudget = true, MinimumBudget = 100, MaximumBudget = 4000 }, ReasoningEffort.High);

        Assert.Contains(sent, request.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T27")]
    public void T27_generate_content_says_the_words_of_the_model() =>
        Assert.Contains("\"thinkingLevel\":\"high\"", Gemini("gemini-2.5-pro", new() { Efforts = ["low", "high"] }, ReasoningEffort.Medium).Body, StringComparison.Ordinal);

    [Fact]
    [Trait("Requirement", "B15")]
    public void B15_messages_without_a_limit_get_the_models_own_and_as_much_as_fits()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 5600)); // about 7,000 tokens

        var whole = Claude(null, null);
        var rest = Provider(null).PreviewRequest([new(ChatRole.User, text)], new() { ModelId = "m" });

        Assert.Contains("\"max_tokens\":8000", whole.Body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(Compatible.Member("max_tokens", rest.Body!), System.Globalization.CultureInfo.InvariantCulture), 1, 2999);
    }

    [Fact]
    [Trait("Requirement", "S53")]
    public void S53_messages_take_a_temperature_up_to_one_whatever_the_model() =>
        Assert.Contains("\"temperature\":1", Provider(null).PreviewRequest(s_hi, new() { ModelId = "who", Temperature = 1.5f }).Body, StringComparison.Ordinal);

    private static RequestPreview Rendered(ModelItem model, ChatOptions options)
    {
        var settings = new OpenAICompatibleOptions { ApiKey = "k", Endpoint = new("https://any.test/v1/"), Models = { model } };
        options.ModelId = model.Id;
        return new OpenAICompatibleProvider(Generic.Preset, settings).PreviewRequest(s_hi, options);
    }

    private static RequestPreview OpenAI(ModelItem model, ChatOptions options)
    {
        options.ModelId = model.Id;
        return new OpenAIProvider(new() { ApiKey = "k", Models = { model } }).PreviewRequest(s_hi, options);
    }

    private static AnthropicProvider Provider(ReasoningSupport? reasoning) =>
        new(new() { ApiKey = "k", Models = { new() { Id = "m", ProviderId = "any", MaxOutputTokens = 8000, ContextWindow = 10_000, Reasoning = reasoning } } });

    private static RequestPreview Claude(ReasoningSupport? reasoning, ReasoningEffort? effort) =>
        Provider(reasoning).PreviewRequest(s_hi, new() { ModelId = "m", Reasoning = effort is null ? null : new() { Effort = effort } });

    private static RequestPreview Gemini(string id, ReasoningSupport reasoning, ReasoningEffort effort) =>
        new GoogleProvider(new() { ApiKey = "k", Models = { new() { Id = id, ProviderId = "any", Reasoning = reasoning } } }).PreviewRequest(s_hi, new() { ModelId = id, Reasoning = new() { Effort = effort } });
}
