using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Checks the marks for caching: how many there are, and that the longer ones come first.</summary>
internal static class MessagesCaching
{
    private const int Most = 4;

    public static void Check(JsonElement root)
    {
        List<string> marks = [.. Find(root.Member("tools")), .. Find(root.Member("system")), .. Find(root.Member("messages"))];
        if (root.Has("cache_control"))
        {
            marks.Add(Read(root.Member("cache_control")));
        }

        if (marks.Count > Most)
        {
            throw MessagesFaults.Invalid($"A maximum of {Most} blocks with cache_control may be provided. Found {marks.Count}.");
        }

        if (marks.LastIndexOf("1h") > marks.IndexOf("5m") && marks.Contains("5m"))
        {
            throw MessagesFaults.Invalid("a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
        }
    }

    // Schemas and arguments are the caller's own: what looks like a mark there is none.
    private static IEnumerable<string> Find(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany(Find);
            case JsonValueKind.Object:
                var own = value.Has("cache_control") ? new[] { Read(value.Member("cache_control")) } : [];
                if (own.Length > 0 && value.TextOr("type", "") is "thinking" or "redacted_thinking")
                {
                    throw MessagesFaults.Extra("cache_control");
                }

                return Find(value.Member("content")).Concat(own);
            default:
                return [];
        }
    }

    private static string Read(JsonElement mark)
    {
        if (mark.TextOr("type", "") != "ephemeral")
        {
            throw MessagesFaults.Invalid("cache_control.type: Input should be 'ephemeral'");
        }

        var ttl = mark.TextOr("ttl", "5m");
        return ttl is "5m" or "1h" ? ttl : throw MessagesFaults.Invalid("cache_control.ephemeral.ttl: Input should be '5m' or '1h'");
    }
}
