using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Loads addresses of the public internet, and nothing that can be reached from here alone.</summary>
/// <remarks>
/// An address that comes from a user or a model can name a service of this machine or its network. So: <c>https</c> only; a host name is resolved once, all its
/// addresses have to be public, and the connection goes to one of those that were checked; redirects are checked like the first address;
/// no proxy, cookie, key or credential is used; size, time and media type are limited. Thread-safe; one serves an application.
/// </remarks>
public sealed class GuardedContentFetcher : IContentFetcher, IDisposable
{
    /// <summary>Finds the addresses of a host.</summary>
    internal delegate Task<IPAddress[]> Resolver(string host, CancellationToken cancellationToken);

    private readonly ContentFetchOptions _options;
    private readonly TimeProvider _time;
    private readonly Resolver _resolve;
    private readonly Func<IPAddress, bool> _isAllowed;
    private readonly HttpClient _http;

    /// <summary>Initializes a new instance of the <see cref="GuardedContentFetcher"/> class.</summary>
    /// <param name="options">What may be loaded; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    public GuardedContentFetcher(ContentFetchOptions? options = null, TimeProvider? time = null)
        : this(options, time, Dns.GetHostAddressesAsync, PublicAddress.IsPublic)
    {
    }

    internal GuardedContentFetcher(ContentFetchOptions? options, TimeProvider? time, Resolver resolve, Func<IPAddress, bool> isAllowed)
    {
        _options = options ?? new();
        _time = time ?? TimeProvider.System;
        _resolve = resolve;
        _isAllowed = isAllowed;

        // A proxy would resolve the name itself, behind the back of the check; traces would tell strangers the ids of ours.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", HttpDefaults.UserAgent);
    }

    /// <inheritdoc/>
    public async ValueTask<DataContent> FetchAsync(UriContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(content.Uri, both.Token).ConfigureAwait(false);
            var bytes = await ReadAsync(response, content.Uri, both.Token).ConfigureAwait(false);
            return new(bytes, TypeOf(bytes, response, content)) { AdditionalProperties = content.AdditionalProperties };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(content.Uri, string.Create(CultureInfo.InvariantCulture, $"nothing came within {_options.Timeout.TotalSeconds:0.###} s"), e);
        }
        catch (OperationCanceledException e) when (e.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (HttpRequestException e) when (Refusal(e) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw Failed(content.Uri, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri uri, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            Check(uri);
            var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                {
                    throw Failed(uri, string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)response.StatusCode}"));
                }

                if (redirects >= _options.MaxRedirects)
                {
                    throw Refused(uri, string.Create(CultureInfo.InvariantCulture, $"it leads on after {redirects} redirects"));
                }

                uri = new(uri, location);
            }
        }
    }

    private void Check(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && _options.AllowHttp))
        {
            throw Refused(uri, $"only https{(_options.AllowHttp ? " and http are" : " is")} allowed");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Refused(uri, "it holds a user name or password");
        }

        if (_options.AllowedHosts.Count > 0 && !_options.AllowedHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase))
        {
            throw Refused(uri, "its host is not among the allowed ones");
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, a => _isAllowed(a)))
        {
            throw Refused(context.InitialRequestMessage.RequestUri!, "its host has no public address, or others beside it");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri uri, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > _options.MaxBytes)
        {
            throw TooLarge(uri);
        }

        using var buffer = new Wire.PooledBuffer(64 * 1024);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            int read;
            while ((read = await body.ReadAsync(buffer.GetMemory(1), cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Advance(read);
                if (buffer.Length > _options.MaxBytes)
                {
                    throw TooLarge(uri);
                }
            }
        }

        return buffer.Span.ToArray();
    }

    private string TypeOf(byte[] bytes, HttpResponseMessage response, UriContent content)
    {
        var stated = response.Content.Headers.ContentType?.MediaType ?? "";
        var seen = ImageSniffer.Detect(bytes) ?? (bytes.AsSpan().StartsWith("%PDF-"u8) ? "application/pdf" : null);
        if (seen is null && (content.HasTopLevelMediaType("image") || IsToldByBytes(stated)))
        {
            throw Failed(content.Uri, $"what came ({(stated.Length > 0 ? stated : "without a type")}) does not start like the {content.MediaType} it is said to be");
        }

        var type = seen ?? stated;
        return _options.MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase) ? type : throw Refused(content.Uri, $"'{type}' is not among the allowed media types");
    }

    private static bool IsToldByBytes(string type) => type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.Equals("application/pdf", StringComparison.OrdinalIgnoreCase);

    private static LlmProviderException? Refusal(Exception? e)
    {
        while (e is not null and not LlmProviderException)
        {
            e = e.InnerException;
        }

        return (LlmProviderException?)e;
    }

    private LlmProviderException TooLarge(Uri uri) => Refused(uri, string.Create(CultureInfo.InvariantCulture, $"it is larger than {_options.MaxBytes} bytes"));

    private static LlmProviderException Refused(Uri uri, string reason) => new(LlmErrorKind.InvalidRequest, $"{Show(uri)} is not loaded: {reason}. Nothing was sent to the model.");

    private static LlmProviderException Failed(Uri uri, string reason, Exception? inner = null) =>
        new(LlmErrorKind.UnsupportedContent, $"{Show(uri)} could not be loaded: {reason}. Nothing was sent to the model; load it and give its bytes as DataContent.", inner);

    // Addresses of files often hold a signature in their query.
    private static string Show(Uri uri) => uri.IsAbsoluteUri ? $"{uri.Scheme}://{uri.Authority.Split('@')[^1]}{uri.AbsolutePath}" : "The address";
}
