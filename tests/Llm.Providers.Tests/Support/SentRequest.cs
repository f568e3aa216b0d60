using System.Text;

namespace Llm.Providers.Tests.Support;

/// <summary>What was sent: kept apart from the message, which is disposed of after the call.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
