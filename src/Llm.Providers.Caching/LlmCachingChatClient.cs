using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Caching;

/// <summary>Microsoft.Extensions.AI's caching client with keys, bounds and rules for what is kept. A stream and a whole answer to one request share an entry.</summary>
internal sealed class LlmCachingChatClient(IChatClient inner, LlmResponseCache cache, ILogger logger) : DistributedCachingChatClient(inner, cache.Store)
{
    private static readonly JsonTypeInfo<ChatResponse> s_responses = (JsonTypeInfo<ChatResponse>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse));

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await base.GetResponseAsync(await KeyedAsync(messages, options, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var keyed = await KeyedAsync(messages, options, cancellationToken).ConfigureAwait(false);
        await foreach (var update in base.GetStreamingResponseAsync(keyed, options, cancellationToken).ConfigureAwait(false))
        {
            yield return UpdateCopy.Of(update); // the base keeps the instance until the stream has ended
        }
    }

    protected override bool EnableCaching(IEnumerable<ChatMessage> messages, ChatOptions? options) => messages is KeyedConversation && base.EnableCaching(messages, options);

    protected override string GetCacheKey(IEnumerable<ChatMessage> messages, ChatOptions? options, params ReadOnlySpan<object?> additionalValues) => ((KeyedConversation)messages).Key;

    protected override async Task<ChatResponse?> ReadCacheAsync(string key, CancellationToken cancellationToken)
    {
        if (key.StartsWith(KeyedConversation.Refreshing, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            if (await cache.Store.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } kept && JsonSerializer.Deserialize(kept, s_responses) is { } response)
            {
                (response.AdditionalProperties ??= [])[LlmPropertyNames.Cached] = true;
                return response;
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ReadFailed(e.GetType().Name); // a cache that is down, or an entry of another version, costs a call and no more
        }

        return null;
    }

    protected override async Task WriteCacheAsync(string key, ChatResponse value, CancellationToken cancellationToken)
    {
        if (!AnswerRules.MayKeep(value, cache.Options))
        {
            return;
        }

        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(AnswerRules.Clean(value), s_responses);
            if (bytes.Length <= cache.Options.MaxEntryBytes)
            {
                await cache.Store.SetAsync(KeyedConversation.Plain(key), bytes, cache.EntryOptions, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WriteFailed(e.GetType().Name);
        }
    }

    // A conversation without a key goes past the cache.
    private async ValueTask<IEnumerable<ChatMessage>> KeyedAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var use = CallRules.Use(options);
        var tenant = CallRules.Tenant(options, cache.Options);
        if (use == LlmCacheUse.Skip || (tenant is null && cache.Options.RequireTenant) || !AnswerRules.MayAsk(conversation, options, cache.Options)
            || RequestKey.Compute(RequestScope.Of(InnerClient), tenant, conversation, options) is not { } request)
        {
            return conversation;
        }

        try
        {
            var key = await cache.KeyAsync(request, tenant, cancellationToken).ConfigureAwait(false);
            return new KeyedConversation(conversation, key, use == LlmCacheUse.Refresh);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ReadFailed(e.GetType().Name);
            return conversation;
        }
    }
}
