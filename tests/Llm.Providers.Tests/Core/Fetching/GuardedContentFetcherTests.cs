using System.Net;
using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Fetching;

/// <summary>What is loaded and what is not. Names resolve to this machine, which alone counts as public here; nothing leaves it.</summary>
public sealed class GuardedContentFetcherTests
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private readonly List<string> _resolved = [];

    [Fact]
    public async Task A_name_is_resolved_once_and_the_connection_goes_to_what_was_checked()
    {
        await using var server = new RawServer(RawServer.Answer(200, "content-type: image/png", s_png));

        var data = await FetchAsync(server, new() { AllowHttp = true });

        Assert.Equal((s_png.Length, "image/png"), (data.Data.Length, data.MediaType));
        Assert.Equal(["pictures.test"], _resolved);
        Assert.StartsWith("GET /a.png?sig=secret HTTP/1.1\r\nHost: pictures.test:", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", server.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", server.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("http://pictures.test/a.png", "only https is allowed")]
    [InlineData("https://me:s3cr3t@pictures.test/a.png", "user name or password")]
    [InlineData("https://127.0.0.1/a.png", "no public address")]
    [InlineData("https://2130706433/a.png", "no public address")]
    [InlineData("https://0x7f.1/a.png", "no public address")]
    [InlineData("https://[::1]/a.png", "no public address")]
    [InlineData("https://[::ffff:10.0.0.1]/a.png", "no public address")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "no public address")]
    [InlineData("https://inside.test/a.png", "no public address")]
    [InlineData("https://both.test/a.png", "no public address")]
    [InlineData("https://nowhere.test/a.png", "no public address")]
    public async Task What_is_not_of_the_public_internet_is_refused_before_anything_is_sent(string address, string reason)
    {
        using var fetcher = new GuardedContentFetcher(null, null, ResolveAsync, PublicAddress.IsPublic);

        var e = await Fake.FailureAsync(() => fetcher.FetchAsync(new(address, "image/png")).AsTask());

        Assert.Equal((LlmErrorKind.InvalidRequest, false), (e.Kind, e.IsTransient));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_can_be_named()
    {
        await using var server = new RawServer(RawServer.Answer(200, "", s_png));

        await RefusedAsync(server, new() { AllowHttp = true, AllowedHosts = { "others.test" } }, "not among the allowed ones");

        Assert.Equal("image/png", (await FetchAsync(server, new() { AllowHttp = true, AllowedHosts = { "Pictures.test" } })).MediaType);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_is_followed_when_its_target_passes_the_same_checks()
    {
        await using var server = new RawServer(RawServer.Answer(302, "location: /b.png", []), RawServer.Answer(200, "", s_png));

        Assert.Equal("image/png", (await FetchAsync(server, new() { AllowHttp = true })).MediaType);
        Assert.StartsWith("GET /b.png ", server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.0.0.1/a.png", "no public address")]
    [InlineData("http://inside.test/a.png", "no public address")]
    [InlineData("file:///etc/passwd", "only https and http are allowed")]
    [InlineData("/a.png", "it leads on after 3 redirects")]
    public async Task A_redirect_leads_nowhere_else(string location, string reason)
    {
        await using var server = new RawServer(RawServer.Answer(302, $"location: {location}", []));

        await RefusedAsync(server, new() { AllowHttp = true }, reason);
    }

    [Fact]
    public async Task Redirects_can_be_ruled_out()
    {
        await using var server = new RawServer(RawServer.Answer(302, "location: /b.png", []));

        await RefusedAsync(server, new() { AllowHttp = true, MaxRedirects = 0 }, "it leads on after 0 redirects");
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("content-length: 5000")]
    [InlineData("")]
    public async Task What_is_too_large_is_not_read_on(string headers)
    {
        await using var server = new RawServer(RawServer.Answer(200, headers, [.. s_png, .. new byte[5000 - s_png.Length]]));

        await RefusedAsync(server, new() { AllowHttp = true, MaxBytes = 4096 }, "larger than 4096 bytes");
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for()
    {
        await using var server = new RawServer([[]]);
        var time = new StepTime();
        using var fetcher = Create(new() { AllowHttp = true }, time);
        var fetching = fetcher.FetchAsync(Content(server)).AsTask();
        time.Advance(TimeSpan.FromSeconds(31));

        var e = await Fake.FailureAsync(() => fetching.WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains("nothing came within 30 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_stays_a_cancelled_call()
    {
        await using var server = new RawServer([[]]);
        using var fetcher = Create(new() { AllowHttp = true });
        using var cancel = new CancellationTokenSource();
        var fetching = fetcher.FetchAsync(Content(server), cancel.Token).AsTask();

        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching)).CancellationToken);
    }

    [Theory]
    [InlineData(404, "image/png", "nothing", "the server answered 404")]
    [InlineData(200, "image/png", "<html>Sign in</html>", "does not start like the image/png")]
    [InlineData(200, "text/html", "<html>Sign in</html>", "does not start like the image/png")]
    public async Task What_cannot_be_had_is_said(int status, string type, string body, string reason)
    {
        await using var server = new RawServer(RawServer.Answer(status, $"content-type: {type}", Encoding.ASCII.GetBytes(body)));
        using var fetcher = Create(new() { AllowHttp = true });

        var e = await Fake.FailureAsync(() => fetcher.FetchAsync(Content(server)).AsTask());

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal); // a signature stands in the query of many addresses
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "'image/svg+xml'")]
    [InlineData("BM1234567890", "'image/bmp'")]
    public async Task A_type_that_is_not_listed_is_refused_whatever_the_server_says(string body, string reason)
    {
        await using var server = new RawServer(RawServer.Answer(200, "content-type: image/png", Encoding.ASCII.GetBytes(body)));

        await RefusedAsync(server, new() { AllowHttp = true }, reason);
    }

    [Fact]
    public async Task The_bytes_say_what_an_image_is()
    {
        await using var server = new RawServer(RawServer.Answer(200, "content-type: application/octet-stream", s_png));

        Assert.Equal("image/png", (await FetchAsync(server, new() { AllowHttp = true })).MediaType);
    }

    private static UriContent Content(RawServer server) => new($"http://pictures.test:{server.Port}/a.png?sig=secret", "image/png");

    private async Task<DataContent> FetchAsync(RawServer server, ContentFetchOptions options)
    {
        using var fetcher = Create(options);
        return await fetcher.FetchAsync(Content(server));
    }

    private async Task RefusedAsync(RawServer server, ContentFetchOptions options, string reason)
    {
        using var fetcher = Create(options);

        var e = await Fake.FailureAsync(() => fetcher.FetchAsync(Content(server)).AsTask());

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private GuardedContentFetcher Create(ContentFetchOptions options, TimeProvider? time = null) => new(options, time, ResolveAsync, IPAddress.IsLoopback);

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        _resolved.Add(host);
        return Task.FromResult<IPAddress[]>(host switch
        {
            "pictures.test" => [IPAddress.Loopback],
            "inside.test" => [IPAddress.Parse("10.0.0.7")],
            "both.test" => [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("192.168.0.1")],
            _ => [],
        });
    }
}
