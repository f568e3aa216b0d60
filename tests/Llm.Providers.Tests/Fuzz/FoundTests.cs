using System.Text;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Chaos;

namespace Llm.Providers.Tests.Fuzz;

/// <summary>What the fuzz found, one case each.</summary>
public sealed class FoundTests
{
    [Theory]
    [InlineData("\"status\":\"completed\"", "\"status\":\"\"")]
    [InlineData("\"status\":\"completed\"", "\"status\":\" \"")]
    [InlineData("\"status\":\"completed\"", "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"\"}")]
    [Trait("Requirement", "T13")]
    public async Task T13_a_status_or_reason_without_a_word_is_an_answer(string there, string instead)
    {
        var wire = ChaosWires.Named("responses");
        var at = wire.Body.IndexOf(there, StringComparison.Ordinal);

        var run = await MeetAsync(wire, RecordedWire.Whole(wire.Body[..at] + instead + wire.Body[(at + there.Length)..]));

        Assert.Null(run.Failure);
        Assert.Equal(ChaosWires.Text, run.Text);
    }

    [Fact]
    [Trait("Requirement", "T05")]
    public async Task T05_the_text_of_an_answer_that_came_unframed_and_breaks_is_kept_in_the_exception()
    {
        var wire = ChaosWires.Named("generate-content");
        var body = string.Concat(wire.Events)["data: ".Length..];

        var run = await Task.Run(() => FaultRun.MeetAsync(wire, ByteSchedule.From(answer => answer with { Body = [new(Encoding.UTF8.GetBytes(body))] }), streamed: true));

        Assert.Equal(LlmErrorKind.MalformedResponse, run.Kind);
        Assert.Equal(run.Text, ((LlmProviderException)run.Failure!).PartialText ?? "");
    }

    private static Task<FaultRun> MeetAsync(ChaosWire wire, EmulatorResponse answer) =>
        Task.Run(() => FaultRun.MeetAsync(wire, ByteSchedule.From(_ => answer), streamed: false));
}
