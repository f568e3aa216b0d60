using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Puts the fragments of streamed tool calls together.</summary>
/// <remarks>
/// Servers differ in what they send with each fragment. A new non-empty id starts a call even when the index repeats; an index that was
/// not seen starts one too, even when the id repeats: there are servers whose every call has the id "null"; a fragment with neither belongs to the last call. A name counts once, whether it comes whole with every
/// fragment or in pieces before the arguments. Nothing here asks whether the arguments look complete: a prefix of a JSON object can be one.
/// </remarks>
internal sealed class ToolCallAccumulator : IDisposable
{
    private readonly List<Call> _calls = [];

    public bool IsEmpty => _calls.Count == 0;

    public void Add(int? index, string? id, string? name, ReadOnlySpan<byte> arguments, KeyValuePair<string, object?>? native = null, bool isText = false)
    {
        var call = Find(index, id, name) ?? Start(index, id);
        if (call.Id is null && !string.IsNullOrEmpty(id))
        {
            call.Id = id;
        }

        AddName(call, name);
        call.Native = native ?? call.Native;
        call.IsText |= isText;
        call.Arguments.Append(arguments);
    }

    public void Add(FunctionCallContent whole) => _calls.Add(new() { Id = whole.CallId, Whole = whole });

    public IEnumerable<FunctionCallContent> Take()
    {
        foreach (var call in _calls)
        {
            if (call.Whole is not null)
            {
                yield return call.Whole;
                continue;
            }

            var id = call.Id ?? $"call_{Guid.NewGuid():N}";
            var content = call.IsText ? ToolArguments.ToTextCall(id, call.Name, call.Arguments.Span) : ToolArguments.ToCall(id, call.Name, call.Arguments.Span);
            if (call.Native is { } native)
            {
                (content.AdditionalProperties ??= [])[native.Key] = native.Value;
            }

            yield return content;
        }

        Dispose();
    }

    public void Dispose()
    {
        foreach (var call in _calls)
        {
            call.Arguments.Dispose();
        }

        _calls.Clear();
    }

    // One fragment in a stream of hundreds: loops, because a closure would cost each 88 bytes.
    private Call? Find(int? index, string? id, string? name)
    {
        if (!string.IsNullOrEmpty(id))
        {
            return FindById(id, index) ?? (index is { } i ? FindByIndex(i, unnamed: true) : null);
        }

        var call = index is { } wanted ? FindByIndex(wanted, unnamed: false) : _calls.Count > 0 ? _calls[^1] : null;
        var startsAnother = call is not null && !string.IsNullOrEmpty(name) && call.Arguments.Length > 0 && call.Name.Length > 0 && call.Name != name;
        return startsAnother ? null : call;
    }

    private Call? FindById(string id, int? index)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Id == id && (index is null || _calls[i].Index == index))
            {
                return _calls[i];
            }
        }

        return null;
    }

    private Call? FindByIndex(int index, bool unnamed)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Index == index && (!unnamed || _calls[i].Id is null))
            {
                return _calls[i];
            }
        }

        return null;
    }

    private Call Start(int? index, string? id)
    {
        var call = new Call { Index = index, Id = string.IsNullOrEmpty(id) ? null : id };
        _calls.Add(call);
        return call;
    }

    private static void AddName(Call call, string? name)
    {
        if (string.IsNullOrEmpty(name) || call.Name == name)
        {
            return;
        }

        if (call.Name.Length == 0)
        {
            call.Name = name;
        }
        else if (call.Arguments.Length == 0)
        {
            call.Name += name;
        }
    }

    private sealed class Call
    {
        public int? Index { get; init; }

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public KeyValuePair<string, object?>? Native { get; set; }

        public bool IsText { get; set; }

        public FunctionCallContent? Whole { get; init; }

        public PooledBuffer Arguments { get; } = new(initialCapacity: 256);
    }
}
