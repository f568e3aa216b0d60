using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Brings the contents of an answer back into the order of its items. Tool calls come out last; reasoning must stand right before what it led to.</summary>
internal static class ResponsesOrder
{
    public static IReadOnlyList<AIContent> Restore(IList<AIContent> contents, ChatCall call)
    {
        if (!contents.Any(c => c is FunctionCallContent))
        {
            return [.. contents];
        }

        var places = new int[contents.Count];
        var (last, lastOther) = (-1, -1);
        for (var i = 0; i < contents.Count; i++)
        {
            // What has no place of its own, such as a citation or a result, stands behind what it follows.
            var place = call.IsOwn(contents[i]) && ResponsesItem.Get(contents[i]) is { } item ? ResponsesItem.IndexOf(item) ?? last : last;
            if (contents[i] is not FunctionCallContent)
            {
                if (place < lastOther)
                {
                    return [.. contents]; // several answers in one message: their places cannot be compared
                }

                lastOther = place;
            }

            places[i] = last = place;
        }

        return [.. contents.Select((content, i) => (content, place: places[i])).OrderBy(c => c.place).Select(c => c.content)];
    }
}
