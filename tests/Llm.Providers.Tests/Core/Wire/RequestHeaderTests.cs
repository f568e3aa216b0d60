using Llm.Providers.Tests.Anthropic;

namespace Llm.Providers.Tests.Core.Wire;

/// <summary>Headers a wire sets on its own requests.</summary>
public sealed class RequestHeaderTests
{
    [Fact]
    [Trait("Requirement", "T41")]
    public async Task A_header_of_the_settings_or_of_the_call_wins_over_that_of_the_wire()
    {
        var (byOptions, _) = await Claude.SendAsync(new ChatOptions(), o => o.Headers["anthropic-version"] = "from settings");
        var (byCall, _) = await Claude.SendAsync(new ChatOptions { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["anthropic-version"] = "from the call" } } }, o => o.Headers["anthropic-version"] = "from settings");

        Assert.Equal(("from settings", "from the call"), (byOptions.Header("anthropic-version"), byCall.Header("anthropic-version")));
    }
}
