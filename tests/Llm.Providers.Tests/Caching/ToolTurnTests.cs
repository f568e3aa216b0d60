using Llm.Providers.Caching;
using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Caching;

/// <summary>Calls with tools and calls whose state the vendor keeps.</summary>
public sealed class ToolTurnTests
{
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 2)]
    [Trait("Requirement", "S54")]
    public async Task S54_turns_with_tools_are_kept_only_when_asked_for(bool include, int requests)
    {
        var turn = 0;
        using var model = new StubClient(_ => turn++ % 2 == 0
            ? [new(ChatRole.Assistant, [new FunctionCallContent("c", "now", new Dictionary<string, object?>())]) { FinishReason = ChatFinishReason.ToolCalls }]
            : [new(ChatRole.Assistant, "Noon.") { FinishReason = ChatFinishReason.Stop }]);
        var client = model.AsBuilder().UseFunctionInvocation().UseLlmCache(new(options: new() { IncludeToolTurns = include })).Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "12:00", "now", serializerOptions: AIJsonUtilities.DefaultOptions)] };

        var first = await client.GetResponseAsync("What time is it?", options);
        var second = await client.GetResponseAsync("What time is it?", options);

        Assert.Equal(("Noon.", "Noon.", requests), (first.Text, second.Text, model.Calls));
    }

    [Fact]
    [Trait("Requirement", "S54")]
    public async Task S54_a_conversation_the_vendor_keeps_is_not_answered_from_here()
    {
        using var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        var client = Fake.Client(handler).AsBuilder().UseLlmCache(new()).Build();
        ChatOptions[] each = [new() { ConversationId = "conv" }, new() { RawRepresentationFactory = _ => null }];

        foreach (var options in each)
        {
            await client.GetResponseAsync("hi", options);
            await client.GetResponseAsync("hi", options);
        }

        Assert.Equal(4, handler.Sent.Count);
    }
}
