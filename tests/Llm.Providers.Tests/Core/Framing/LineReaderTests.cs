using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Framing;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":\"é🌍\"}\n")]
    [InlineData("{\"a\":1}\r\n{\"b\":\"é🌍\"}\r\n")]
    [InlineData("\n\n{\"a\":1}\n\n  {\"b\":\"é🌍\"}  \n\n")]
    [InlineData("{\"a\":1}\n{\"b\":\"é🌍\"}")]
    public async Task Lines_are_the_same_wherever_the_body_is_cut(string stream)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var lines = await Frames.LinesAsync(Frames.CutAt(bytes, cut));

            Assert.Equal(["{\"a\":1}", "{\"b\":\"é🌍\"}"], lines.Select(l => l.Data));
        }
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":")]
    [InlineData("{\"a\":1}\n{")]
    [InlineData("{\"a\":1}\n")]
    public async Task A_last_line_that_was_cut_off_is_not_given(string stream) =>
        Assert.Equal("{\"a\":1}", Assert.Single(await Frames.LinesAsync(stream)).Data);

    [Fact]
    [Trait("Requirement", "T32")]
    public async Task A_line_may_be_larger_than_the_buffer_and_come_in_many_reads()
    {
        var line = $"{{\"a\":\"{new string('x', 200_000)}\"}}";
        var bytes = Encoding.UTF8.GetBytes($"{{}}\n{line}\n{{}}\n");

        var lines = await Frames.LinesAsync([.. bytes.Chunk(1_001)]);

        Assert.Equal(["{}", line, "{}"], lines.Select(l => l.Data));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line() =>
        Assert.Equal("{}", Assert.Single(await Frames.LinesAsync("\uFEFF{}\n")).Data);
}
