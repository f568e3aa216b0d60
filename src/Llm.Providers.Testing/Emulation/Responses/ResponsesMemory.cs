using System.Collections.Concurrent;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What the vendor remembers: answers it keeps, conversations, and which items it gave together with reasoning.</summary>
internal sealed class ResponsesMemory(ConcurrentDictionary<string, object> kept)
{
    public ResponsesAnswer? Find(string id) => kept.GetValueOrDefault("response:" + id) as ResponsesAnswer;

    public bool Forget(string id) => kept.TryRemove("response:" + id, out _);

    public void BeginConversation(string id) => kept["conversation:" + id] = new List<JsonElement>();

    /// <summary>Gets what was said in a conversation; null when there is none.</summary>
    public IReadOnlyList<JsonElement>? Conversation(string id)
    {
        if (kept.GetValueOrDefault("conversation:" + id) is not List<JsonElement> items)
        {
            return null;
        }

        lock (items)
        {
            return [.. items];
        }
    }

    /// <summary>Gets the reasoning an item was given together with; null when it was given without.</summary>
    public string? ReasoningOf(string itemId) => kept.GetValueOrDefault("reasoning:" + itemId) as string;

    /// <summary>Finds an item of an answer that is kept.</summary>
    public JsonElement? Item(string itemId) => kept.GetValueOrDefault("item:" + itemId) is JsonElement item ? item : null;

    public void Remember(ResponsesAnswer answer, ResponsesRequest request)
    {
        string? reasoning = null;
        foreach (var item in answer.Items)
        {
            var id = item.TextOr("id", "");
            if (item.TextOr("type", "") == "reasoning")
            {
                reasoning = id;
            }
            else if (reasoning is not null)
            {
                kept["reasoning:" + id] = reasoning;
                reasoning = null; // only what follows directly belongs to it
            }

            if (request.Store)
            {
                kept["item:" + id] = item;
            }
        }

        if (!request.Store)
        {
            return;
        }

        kept["response:" + answer.Id] = answer;
        if (request.ConversationId is { } conversation && kept.GetValueOrDefault("conversation:" + conversation) is List<JsonElement> items)
        {
            lock (items)
            {
                items.AddRange(request.NewItems);
                items.AddRange(answer.Items);
            }
        }
    }
}
