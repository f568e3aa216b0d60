using System.Collections;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>A conversation on its way through the caching client, with the key it was given: computing it once for each question would double its cost.</summary>
internal sealed class KeyedConversation(IReadOnlyList<ChatMessage> messages, string key, bool refresh) : IReadOnlyList<ChatMessage>
{
    /// <summary>What the key of a call begins with that is not to be answered from the cache.</summary>
    public const string Refreshing = "\0";

    public string Key { get; } = refresh ? Refreshing + key : key;

    public int Count => messages.Count;

    public ChatMessage this[int index] => messages[index];

    public static string Plain(string key) => key.StartsWith(Refreshing, StringComparison.Ordinal) ? key[Refreshing.Length..] : key;

    public IEnumerator<ChatMessage> GetEnumerator() => messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
