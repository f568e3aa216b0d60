using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Remembers which contents a client has let pass, as long as the caller keeps them.</summary>
/// <remarks>
/// By object and value: a history that is sent again holds the same objects, and one that was loaded anew holds others and is judged anew.
/// A text that was changed in its object is another text.
/// </remarks>
internal sealed class JudgedContents
{
    private readonly ConditionalWeakTable<AIContent, object> _passed = [];

    public bool Contains(AIContent content) => ValueOf(content) is { } value && _passed.TryGetValue(content, out var known) && ReferenceEquals(known, value);

    public void Add(IEnumerable<ChatMessage> messages)
    {
        foreach (var content in messages.SelectMany(m => m.Contents))
        {
            if (ValueOf(content) is { } value)
            {
                _passed.AddOrUpdate(content, value);
            }
        }
    }

    // What could be changed from within is not remembered.
    private static object? ValueOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data => data,
        UriContent uri => uri.Uri,
        FunctionResultContent { Result: string text } => text,
        _ => null,
    };
}
