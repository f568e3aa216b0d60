using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Clients;

/// <summary>Images that are read from a stream.</summary>
public sealed class ImageStreamTests : IDisposable
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly CannedHandler _handler = new("{\"text\":\"A cat.\",\"finish\":\"stop\"}");

    [Fact]
    [Trait("Requirement", "S19")]
    public async Task S19_the_bytes_of_a_stream_say_what_image_they_are()
    {
        using var stream = new ScriptedStream(s_png[..3], s_png[3..]);

        var answer = await Fake.Client(_handler).DescribeImageAsync("What is it?", stream);

        Assert.Equal("A cat.", answer.Text);
        Assert.Contains($"data:{Convert.ToBase64String(s_png)}", _handler.Single.Text, StringComparison.Ordinal);
        Assert.False(stream.Disposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "S19")]
    public async Task S19_a_stream_that_is_too_long_is_not_read_to_its_end(bool seekable)
    {
        using Stream stream = seekable ? new MemoryStream(s_png) : new ScriptedStream(s_png, new IOException("read too far"));

        var e = await Fake.FailureAsync(() => Fake.Client(_handler).DescribeImageAsync("What is it?", stream, maxBytes: s_png.Length - 1));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains("larger than 7 bytes", e.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S19")]
    public async Task S19_a_stream_that_is_no_image_is_not_sent()
    {
        using var stream = new MemoryStream("root:x:0:0:"u8.ToArray());

        var e = await Fake.FailureAsync(() => Fake.Client(_handler).DescribeImageAsync("What is it?", stream));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.DoesNotContain("root", e.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Sent);
    }

    public void Dispose() => _handler.Dispose();
}
