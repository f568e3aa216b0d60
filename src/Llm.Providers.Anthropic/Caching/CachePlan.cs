using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Which marks of a call are sent: the API takes four, and those of an hour must stand before those of five minutes.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">prompt caching</see>.</remarks>
internal sealed class CachePlan
{
    private const int MostMarks = 4;
    private const string OneHour = "1h";

    private static readonly CachePlan s_empty = new([]);

    private readonly List<Mark> _marks;

    private CachePlan(List<Mark> marks) => _marks = marks;

    /// <summary>Chooses among the marks of tools, instructions and messages, in this order.</summary>
    public static CachePlan Of(ChatCall call, MessagesConversation conversation, RequestExtras extras)
    {
        List<Mark>? marks = null;
        foreach (var tool in call.Options.Tools ?? [])
        {
            Find(ref marks, tool, tool.AdditionalProperties);
        }

        foreach (var piece in conversation.Pieces)
        {
            if (piece.CacheControl is { } wish)
            {
                (marks ??= []).Add(new(piece, TtlOf(wish)));
            }
        }

        if (marks is null)
        {
            return s_empty;
        }

        // The mark at the top of the body stands for one at the end of the prompt, and counts.
        LeaveOut(call, marks, MostMarks - (extras.Has(AnthropicPropertyNames.CacheControl) ? 1 : 0));
        Order(call, marks);
        return new(marks);
    }

    /// <summary>Gets the wish for caching among additional properties; <see langword="null"/> when there is none.</summary>
    public static object? WishOf(IReadOnlyDictionary<string, object?>? properties) =>
        properties is not null && properties.TryGetValue(AnthropicPropertyNames.CacheControl, out var wish) ? wish : null;

    /// <summary>Writes the mark of a tool or a piece, if it has one.</summary>
    public void WriteTo(Utf8JsonWriter json, object owner)
    {
        foreach (var mark in _marks)
        {
            if (!ReferenceEquals(mark.Owner, owner))
            {
                continue;
            }

            json.WriteStartObject("cache_control"u8);
            json.WriteString("type"u8, "ephemeral"u8);
            if (mark.Ttl is { } ttl)
            {
                json.WriteString("ttl"u8, ttl);
            }

            json.WriteEndObject();
            return;
        }
    }

    /// <summary>Tells whether a piece has a mark that is sent.</summary>
    public bool Has(object owner) => _marks.Exists(m => ReferenceEquals(m.Owner, owner));

    private static void Find(ref List<Mark>? marks, AITool tool, IReadOnlyDictionary<string, object?> properties)
    {
        if (WishOf(properties) is { } wish)
        {
            (marks ??= []).Add(new(tool, TtlOf(wish)));
        }
    }

    // A mark covers all that stands before it, so the later one does more; one of an hour was put there to last.
    private static void LeaveOut(ChatCall call, List<Mark> marks, int most)
    {
        if (marks.Count <= most)
        {
            return;
        }

        call.Warn($"{marks.Count} contents are marked for caching and {most} may be: those of an hour and then the last ones were kept.");
        while (marks.Count > most)
        {
            var first = marks.FindIndex(m => m.Ttl != OneHour);
            marks.RemoveAt(Math.Max(first, 0));
        }
    }

    // What stands before a mark of an hour is billed as written for an hour anyway: a shorter mark there only breaks the rule.
    private static void Order(ChatCall call, List<Mark> marks)
    {
        var last = marks.FindLastIndex(m => m.Ttl == OneHour);
        for (var i = 0; i < last; i++)
        {
            if (marks[i].Ttl != OneHour)
            {
                marks[i] = marks[i] with { Ttl = OneHour };
                call.Warn("A mark for caching was sent with an hour instead of five minutes: one of an hour follows it, and the longer must come first.");
            }
        }
    }

    private static string? TtlOf(object wish) => wish switch
    {
        JsonElement element => element.Text("ttl"u8),
        JsonObject node => node["ttl"]?.GetValue<string>(),
        IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault("ttl")?.ToString(),
        CacheLifetime.OneHour => OneHour,
        _ => null,
    };

    private readonly record struct Mark(object Owner, string? Ttl);
}
