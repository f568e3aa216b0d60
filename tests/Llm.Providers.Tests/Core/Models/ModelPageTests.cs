using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Lists of models that come in pages.</summary>
public sealed class ModelPageTests
{
    [Fact]
    public async Task Pages_are_asked_for_until_there_is_none()
    {
        var handler = new CannedHandler(new CannedResponse("[\"a\",\"?p=2\"]"), new CannedResponse("[\"b\",\"?p=3\"]"), new CannedResponse("[\"c\"]"));

        var models = await Fake.Provider(handler).ListModelsAsync();

        Assert.Equal(["a", "b", "c"], models.Select(m => m.Id));
        Assert.Equal(["", "?p=2", "?p=3"], handler.Sent.Select(r => r.Uri.Query));
    }

    [Theory]
    [InlineData("?p=2", "?p=2")]
    [InlineData("?p=2", "?p=3", "?p=2")]
    public async Task A_list_that_leads_back_to_a_page_before_is_malformed(params string[] pages)
    {
        var handler = new CannedHandler([.. pages.Select((p, i) => new CannedResponse($"[\"m{i}\",\"{p}\"]"))]);
        handler.OnRequest = _ => Assert.InRange(handler.Sent.Count, 1, 10);

        var e = await Fake.FailureAsync(() => Fake.Provider(handler).ListModelsAsync());

        Assert.Equal((LlmErrorKind.MalformedResponse, pages.Length), (e.Kind, handler.Sent.Count));
        Assert.Contains("the list of models leads from one page back", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_always_has_one_more_page_is_malformed()
    {
        var handler = new CannedHandler([.. Enumerable.Range(0, 1100).Select(i => new CannedResponse($"[\"m{i}\",\"?p={i}\"]"))]);
        handler.OnRequest = _ => Assert.InRange(handler.Sent.Count, 1, 1050);

        var e = await Fake.FailureAsync(() => Fake.Provider(handler).ListModelsAsync());

        Assert.Equal((LlmErrorKind.MalformedResponse, 1000), (e.Kind, handler.Sent.Count));
    }
}
