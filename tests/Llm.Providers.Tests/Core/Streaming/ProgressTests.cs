using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>Streams that tell instead of being asked.</summary>
public sealed class ProgressTests
{
    [Fact]
    [Trait("Requirement", "S21")]
    public async Task S21_each_update_is_reported_in_order_and_the_whole_is_returned()
    {
        var progress = new Recorder();
        var client = Fake.Client(new CannedHandler(Fake.Events("{\"text\":\"Hel\"}", "{\"text\":\"lo\"}", "{\"finish\":\"stop\"}", "[DONE]")));

        var response = await client.GetStreamingResponseAsync("hi").ReportToAsync(progress);

        Assert.Equal(("Hello", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.Equal(["Hel", "lo"], progress.Texts.Where(t => t.Length > 0));
    }

    [Fact]
    [Trait("Requirement", "S21")]
    public async Task S21_a_stream_that_breaks_has_reported_what_arrived()
    {
        var progress = new Recorder();
        var client = Fake.Client(new CannedHandler(Fake.Events("{\"text\":\"Hel\"}")), configure: o => o.MaxRetries = 0);

        var e = await Fake.FailureAsync(() => client.GetStreamingResponseAsync("hi").ReportToAsync(progress));

        Assert.Equal((LlmErrorKind.StreamInterrupted, "Hel"), (e.Kind, string.Concat(progress.Texts)));
    }

    private sealed class Recorder : IProgress<ChatResponseUpdate>
    {
        public List<string> Texts { get; } = [];

        public void Report(ChatResponseUpdate value) => Texts.Add(value.Text);
    }
}
