using System.Text;
using System.Text.Json;

namespace Llm.Providers.Tests.Fuzz;

/// <summary>Makes broken bodies of a good one: in its bytes, in its events, and in the values of its JSON.</summary>
internal sealed class Mutator
{
    private static readonly byte[][] s_values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1", "2147483648", "-9223372036854775809", "99999999999999999999999", "1e999", "0.5", "\"\"", "\"x\"", "\"\\ud83d\"", "\"\\udf0d\\ud83d\"",
            "\"2026-99-99\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"type\":null}", "{\"text\":{}}", "[1,\"a\",{\"id\":7}]", "\"\\u0000\"",
        }.Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60)),
        Encoding.UTF8.GetBytes('"' + new string('y', 2000) + '"'),
        Encoding.UTF8.GetBytes("\"" + string.Concat(Enumerable.Repeat("\\n\\\"", 200)) + "\""),
    ];

    private readonly byte[] _body;
    private readonly (int Start, int End)[] _events;
    private readonly (int Start, int End)[] _tokens;
    private readonly (int Start, int End)[] _values;

    public Mutator(IReadOnlyList<string> events)
    {
        var body = new List<byte>();
        var (bounds, values, tokens) = (new List<(int, int)>(), new List<(int, int)>(), new List<(int, int)>());
        foreach (var text in events)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            bounds.Add((body.Count, body.Count + bytes.Length));
            FindValues(bytes, body.Count, values, tokens);
            body.AddRange(bytes);
        }

        (_body, _events, _values, _tokens) = ([.. body], [.. bounds], [.. values], [.. tokens]);
    }

    /// <summary>Makes the n-th broken body.</summary>
    public byte[] Make(ulong seed)
    {
        var dice = new Dice(seed);
        var body = dice.Next(10) switch
        {
            < 5 => ReplaceValue(ref dice),
            < 8 => ChangeEvents(ref dice),
            _ => _body,
        };

        // One in two of the bodies whose JSON was changed stays that way: it is legal JSON that says odd things.
        for (var i = ReferenceEquals(body, _body) ? 1 + dice.Next(3) : dice.Next(2); i > 0; i--)
        {
            body = ChangeBytes(body, ref dice);
        }

        return body;
    }

    private byte[] ReplaceValue(ref Dice dice)
    {
        // A value is put in the place of another; a whole member, name and all, may go or come twice.
        var (start, end) = _values[dice.Next(_values.Length)];
        switch (dice.Next(8))
        {
            case 0:
                var other = _values[dice.Next(_values.Length)];
                return Splice(_body, start, end, _body.AsSpan(other.Start, other.End - other.Start));
            case 1:
                var (from, to) = _tokens[dice.Next(_tokens.Length)];
                return Splice(_body, from, to, dice.Next(2) == 0 ? default : "\"other\""u8);
            default:
                return Splice(_body, start, end, s_values[dice.Next(s_values.Length)]);
        }
    }

    private byte[] ChangeEvents(ref Dice dice)
    {
        var order = Enumerable.Range(0, _events.Length).ToList();
        for (var i = 1 + dice.Next(2); i > 0 && order.Count > 1; i--)
        {
            var (a, b) = (dice.Next(order.Count), dice.Next(order.Count));
            switch (dice.Next(4))
            {
                case 0:
                    order.RemoveAt(a);
                    break;
                case 1:
                    order.Insert(b, order[a]);
                    break;
                case 2:
                    (order[a], order[b]) = (order[b], order[a]);
                    break;
                default:
                    order.RemoveRange(a, order.Count - a);
                    break;
            }
        }

        return [.. order.SelectMany(i => _body[_events[i].Start.._events[i].End])];
    }

    private static byte[] ChangeBytes(byte[] body, ref Dice dice)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var at = dice.Next(body.Length);
        var length = Math.Min(1 + dice.Next(dice.Next(4) == 0 ? 200 : 8), body.Length - at);
        switch (dice.Next(7))
        {
            case 0 or 1:
                var flipped = body.ToArray();
                flipped[at] ^= (byte)(1 << dice.Next(8));
                return flipped;
            case 2:
                var set = body.ToArray();
                set[at] = dice.NextByte();
                return set;
            case 3:
                return Splice(body, at, at + length, default);
            case 4:
                return Splice(body, at, at, body.AsSpan(at, length));
            case 5:
                return body[..at];
            default:
                return Splice(body, at, at, [dice.NextByte(), dice.NextByte()]);
        }
    }

    private static byte[] Splice(byte[] body, int start, int end, ReadOnlySpan<byte> with)
    {
        var result = new byte[body.Length - (end - start) + with.Length];
        body.AsSpan(0, start).CopyTo(result);
        with.CopyTo(result.AsSpan(start));
        body.AsSpan(end).CopyTo(result.AsSpan(start + with.Length));
        return result;
    }

    /// <summary>Finds where the values of the JSON in an event stand, objects and arrays too, and where its names.</summary>
    private static void FindValues(byte[] text, int offset, List<(int, int)> values, List<(int, int)> names)
    {
        var json = text.AsSpan().IndexOf((byte)'{');
        if (json < 0)
        {
            return;
        }

        var open = new Stack<int>();
        var reader = new Utf8JsonReader(text.AsSpan(json));
        while (reader.Read())
        {
            var (start, end) = (offset + json + (int)reader.TokenStartIndex, offset + json + (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    values.Add((open.Pop(), end));
                    break;
                case JsonTokenType.PropertyName:
                    names.Add((start, end - 1)); // without the colon
                    break;
                default:
                    values.Add((start, end));
                    break;
            }

            if (reader.CurrentDepth == 0 && open.Count == 0)
            {
                return; // what follows is the end of the event
            }
        }
    }
}
