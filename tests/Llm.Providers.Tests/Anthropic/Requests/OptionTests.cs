using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Anthropic;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic.Requests;

/// <summary>How options, versions and keys are sent.</summary>
public sealed class OptionTests
{
    [Fact]
    [Trait("Requirement", "S09")]
    public async Task Nothing_is_sent_that_nobody_asked_for_but_the_limit_the_API_demands()
    {
        var (sent, _) = await Claude.SendAsync([new(ChatRole.User, "Hi")]);

        Assert.Equal("""{"model":"claude-sonnet-4-5","max_tokens":64000,"messages":[{"role":"user","content":"Hi"}]}""", sent.Text);
        Assert.Equal("https://api.anthropic.com/v1/messages", sent.Uri.AbsoluteUri);
        Assert.Equal(("2023-06-01", Claude.Key), (sent.Header("anthropic-version"), sent.Header("x-api-key")));
        Assert.Null(sent.Header("Authorization"));
        Assert.Null(sent.Header("anthropic-beta"));
    }

    [Fact]
    [Trait("Requirement", "B15")]
    public void The_output_limit_comes_from_the_call_the_settings_the_catalog_and_the_default_in_this_order()
    {
        Assert.Equal("7", Claude.Member("max_tokens", new ChatOptions { MaxOutputTokens = 7 }, o => o.MaxOutputTokens = 8));
        Assert.Equal("8", Claude.Member("max_tokens", new ChatOptions(), o => o.MaxOutputTokens = 8));
        Assert.Equal("64000", Claude.Member("max_tokens", new ChatOptions()));
        Assert.Equal("8192", Claude.Member("max_tokens", new ChatOptions { ModelId = "claude-new" }));
        Assert.Equal("9", Claude.Member("max_tokens", new ChatOptions { ModelId = "claude-new" }, o => o.DefaultMaxOutputTokens = 9));
    }

    [Fact]
    public async Task A_model_without_a_budget_is_asked_in_the_later_version_at_the_vendors_own_address_only()
    {
        var (vendor, _) = await Claude.SendAsync(new ChatOptions { ModelId = Claude.Adaptive });
        var (other, _) = await Claude.SendAsync(new ChatOptions { ModelId = Claude.Adaptive }, o => o.Endpoint = new("https://gateway.test/anthropic"));

        Assert.Equal(("2026-10-21", $"Bearer {Claude.Key}"), (vendor.Header("anthropic-version"), vendor.Header("Authorization")));
        Assert.Null(vendor.Header("x-api-key"));
        Assert.Equal(("2023-06-01", Claude.Key), (other.Header("anthropic-version"), other.Header("x-api-key")));
    }

    [Fact]
    public async Task Version_and_form_of_the_key_can_be_set()
    {
        var (sent, _) = await Claude.SendAsync(new ChatOptions(), o => (o.ApiVersion, o.Authentication) = ("2027-01-01", AnthropicAuthentication.ApiKeyHeader));
        var (bearer, _) = await Claude.SendAsync(new ChatOptions(), o => o.Authentication = AnthropicAuthentication.Bearer);

        Assert.Equal(("2027-01-01", Claude.Key), (sent.Header("anthropic-version"), sent.Header("x-api-key")));
        Assert.Equal(("2023-06-01", $"Bearer {Claude.Key}"), (bearer.Header("anthropic-version"), bearer.Header("Authorization")));
    }

    [Theory]
    [InlineData("https://gateway.test", "https://gateway.test/v1/messages")]
    [InlineData("https://gateway.test/", "https://gateway.test/v1/messages")]
    [InlineData("https://gateway.test/v1", "https://gateway.test/v1/messages")]
    [InlineData("https://gateway.test/v1/", "https://gateway.test/v1/messages")]
    [InlineData("https://gateway.test/v1/messages", "https://gateway.test/v1/messages")]
    [InlineData("https://gateway.test/anthropic?x=1", "https://gateway.test/anthropic/v1/messages?x=1")]
    public async Task T28_every_form_of_an_address_leads_to_the_same_place(string endpoint, string target)
    {
        var (sent, _) = await Claude.SendAsync(new ChatOptions(), o => o.Endpoint = new(endpoint));

        Assert.Equal(target, sent.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task T27_options_without_a_place_are_left_out_with_a_warning_each()
    {
        var (sent, warnings) = await Claude.SendAsync(new ChatOptions
        {
            FrequencyPenalty = 1, PresencePenalty = 1, Seed = 1, ConversationId = "c", AllowBackgroundResponses = true, StopSequences = ["END", " "], Temperature = 1.5f, TopK = 4,
        });

        Assert.Contains("\"temperature\":1,\"top_k\":4,\"stop_sequences\":[\"END\"]", sent.Text, StringComparison.Ordinal);
        Assert.Equal(7, warnings.Count);
    }

    [Fact]
    public async Task T27_the_later_version_gets_no_sampling()
    {
        var (sent, warnings) = await Claude.SendAsync(new ChatOptions { Temperature = 0.5f, TopP = 0.5f }, o => o.ApiVersion = "2026-10-21");

        Assert.DoesNotContain("temperature", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("top_p", sent.Text, StringComparison.Ordinal);
        Assert.Equal(2, warnings.Count);
    }

    [Fact]
    public void Additional_properties_and_raw_requests_go_into_the_body()
    {
        var options = new ChatOptions
        {
            AdditionalProperties = new() { ["metadata"] = JsonElement.Parse("""{"user_id":"u1"}"""), ["service_tier"] = "auto" },
            RawRepresentationFactory = _ => new JsonObject { ["max_tokens"] = 3 },
        };

        Assert.Equal("""{"user_id":"u1"}""", Claude.Member("metadata", options));
        Assert.Equal("\"auto\"", Claude.Member("service_tier", options));
    }

    [Fact]
    public void Preview_features_are_derived_from_what_is_asked_for()
    {
        var options = new ChatOptions { AdditionalProperties = new() { ["context_management"] = JsonElement.Parse("""{"edits":[{"type":"compact_20260112"}]}"""), ["speed"] = "fast" } };
        using var request = Claude.Provider().Preview([new(ChatRole.User, "Hi")], options);

        Assert.Equal("compact-2026-01-12,fast-mode-2026-02-01", request.Headers["anthropic-beta"]);
    }

    [Fact]
    public async Task Tokens_are_counted_without_what_steers_the_answer()
    {
        var http = new CannedHandler("""{"input_tokens":42}""");
        var provider = Claude.Provider(http);

        var count = await provider.CountTokensAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi")], new() { Temperature = 0.5f, MaxOutputTokens = 5, AdditionalProperties = new() { ["metadata"] = "no" } });

        Assert.Equal(new TokenCount(42, IsEstimate: false), count);
        Assert.Equal("https://api.anthropic.com/v1/messages/count_tokens", http.Single.Uri.AbsoluteUri);
        Assert.Equal("""{"model":"claude-sonnet-4-5","system":"Be brief.","messages":[{"role":"user","content":"Hi"}]}""", http.Single.Text);
    }
}
