using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Llm.Providers.Tests.Core.Wire;

/// <summary>The small values the wire is made of.</summary>
public sealed class WireValueTests
{
    [Fact]
    public void Every_count_of_a_later_usage_wins_and_none_is_lost()
    {
        var counts = typeof(UsageDetails).GetProperties().Where(p => p.PropertyType == typeof(long?) && !p.IsDefined(typeof(ExperimentalAttribute), false)).ToList();
        Assert.True(counts.Count >= 5);
        foreach (var count in counts)
        {
            var (low, high, none) = (new UsageDetails(), new UsageDetails(), new UsageDetails());
            count.SetValue(low, 1L);
            count.SetValue(high, 2L);

            Assert.Equal((count.Name, 2L), (count.Name, (long?)count.GetValue(UsageMath.Overwrite(low, high))));
            Assert.Equal((count.Name, 1L), (count.Name, (long?)count.GetValue(UsageMath.Overwrite(high, low))));
            Assert.Equal((count.Name, 1L), (count.Name, (long?)count.GetValue(UsageMath.Overwrite(low, none))));
            Assert.Equal((count.Name, 1L), (count.Name, (long?)count.GetValue(UsageMath.Overwrite(none, low))));
        }
    }

    [Fact]
    public void Additional_counts_are_merged_without_touching_the_earlier_usage()
    {
        var earlier = new UsageDetails { AdditionalCounts = new() { ["a"] = 1, ["b"] = 1 } };

        var merged = UsageMath.Overwrite(earlier, new() { AdditionalCounts = new() { ["b"] = 2, ["c"] = 3 } });

        Assert.Equal([("a", 1L), ("b", 2L), ("c", 3L)], merged.AdditionalCounts!.OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        Assert.Equal(1, earlier.AdditionalCounts["b"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" the")]
    [InlineData("naïve")]
    [InlineData("🌍")]
    [InlineData("exactly16bytes!!")]
    [InlineData("more than sixteen bytes")]
    public void Short_text_is_the_text(string text)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(text, TokenText.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Any_bytes_are_read_as_the_base_class_library_reads_them()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(20)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
            {
                bytes = Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)[..(bytes.Length / 3)]);
            }

            Assert.Equal(Encoding.UTF8.GetString(bytes), TokenText.GetString(bytes));
        }
    }

    [Fact]
    public void A_short_text_that_repeats_is_one_string() =>
        Assert.Same(TokenText.GetString(" again"u8), TokenText.GetString(" again"u8));

    [Fact]
    public void One_content_behaves_as_the_list_it_may_become()
    {
        var (a, b, c) = (new TextContent("a"), new TextContent("b"), new TextContent("c"));
        foreach (var change in Changes(b, c))
        {
            var expected = new List<AIContent> { a };
            var actual = new OneContent(a);

            change(expected);
            change(actual);

            Assert.Equal(expected, actual);
            Assert.Equal(expected.Count, actual.Count);
            Assert.Equal(expected.IndexOf(b), actual.IndexOf(b));
            Assert.Equal(expected.Contains(a), actual.Contains(a));
            var copy = new AIContent[expected.Count + 1];
            actual.CopyTo(copy, 1);
            Assert.Equal(expected, copy[1..]);
        }
    }

    [Fact]
    public void One_content_has_nothing_beside_its_one()
    {
        var list = new OneContent(new TextContent("a"));

        Assert.Throws<ArgumentOutOfRangeException>(() => list[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.RemoveAt(1));
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("end_turn", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("SAFETY", "content_filter")]
    [InlineData("brand_new", "brand_new")]
    public void Finish_reasons_are_read_and_new_ones_pass(string raw, string expected) => Assert.Equal(expected, FinishReasons.Parse(raw).Value);

    private static IEnumerable<Action<IList<AIContent>>> Changes(AIContent b, AIContent c) =>
    [
        _ => { },
        l => l.Add(b),
        l => l.Insert(0, b),
        l => l[0] = b,
        l => l.Clear(),
        l => l.RemoveAt(0),
        l => l.Remove(l[0]),
        l => l.Remove(b),
        l =>
        {
            l.Add(b);
            l.Add(c);
            l.RemoveAt(1);
            l[1] = b;
        },
    ];
}
