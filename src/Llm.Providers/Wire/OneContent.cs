using System.Collections;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>A list for the usual case of one content in an update; it becomes a real list when somebody changes it.</summary>
/// <remarks>24 bytes instead of the 64 of a list with an array for one.</remarks>
internal sealed class OneContent(AIContent content) : IList<AIContent>, IReadOnlyList<AIContent>
{
    // Either the one content or the List<AIContent> it grew into.
    private object _value = content;

    public int Count => _value is List<AIContent> list ? list.Count : 1;

    public bool IsReadOnly => false;

    public AIContent this[int index]
    {
        get => _value is List<AIContent> list ? list[index] : index == 0 ? (AIContent)_value : throw new ArgumentOutOfRangeException(nameof(index));
        set
        {
            if (_value is AIContent && index == 0 && value is not null)
            {
                _value = value;
                return;
            }

            Grow()[index] = value!;
        }
    }

    public void Add(AIContent item) => Grow().Add(item);

    public void Insert(int index, AIContent item) => Grow().Insert(index, item);

    public void Clear() => Grow().Clear();

    public bool Remove(AIContent item) => Grow().Remove(item);

    public void RemoveAt(int index) => Grow().RemoveAt(index);

    public bool Contains(AIContent item) => IndexOf(item) >= 0;

    public int IndexOf(AIContent item) => _value is List<AIContent> list ? list.IndexOf(item) : Equals(_value, item) ? 0 : -1;

    public void CopyTo(AIContent[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (_value is List<AIContent> list)
        {
            list.CopyTo(array, arrayIndex);
        }
        else
        {
            array[arrayIndex] = (AIContent)_value;
        }
    }

    public IEnumerator<AIContent> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<AIContent> Grow()
    {
        if (_value is List<AIContent> list)
        {
            return list;
        }

        list = [(AIContent)_value];
        _value = list;
        return list;
    }
}
