namespace Llm.Providers.Generators.Tests;

/// <summary>What a table costs, and when.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_model_is_decoded_once_and_by_no_one_who_asks_for_another()
    {
        var table = new LargeTable();

        Assert.Equal(0, table.Decoded);
        Assert.Same(table.Find("model-7"), table[7]);
        Assert.Same(table[7], table.FindAlias("alias-7"));
        Assert.Equal(1, table.Decoded);
        Assert.Null(table.Find("model-1000"));
        Assert.Equal(1, table.Decoded);
    }

    [Fact]
    public void An_id_is_told_without_decoding_the_model()
    {
        var table = new LargeTable();

        Assert.Equal("model-999", table.GetId(999));
        Assert.Equal(1000, table.Count);
        Assert.NotSame(table.GetId(3), table.GetId(3));
        Assert.Same(table[3].Id, table.GetId(3));
    }

    [Fact]
    public void A_table_is_one_small_object_until_a_model_is_asked_for()
    {
        _ = new LargeTable();

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new LargeTable();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 64);
    }

    [Fact]
    public void A_provider_with_a_large_catalog_starts_like_one_with_none()
    {
        var (none, large) = (Descriptor([]), Descriptor(new LargeTable()));
        _ = (Allocated(none), Allocated(large));

        Assert.InRange(Allocated(large) - Allocated(none), 0, 256);
        Assert.Equal(0, ((LargeTable)large.Models).Decoded);
    }

    [Fact]
    public void Many_threads_get_the_same_model()
    {
        var table = new LargeTable();
        var found = new ModelItem[64];

        Parallel.For(0, found.Length, i => found[i] = table[i % 2]);

        Assert.Equal(2, found.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Going_through_a_table_gives_every_model_in_its_order() =>
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"model-{i}"), new LargeTable().Select(m => m.Id));

    private static ProviderDescriptor Descriptor(IReadOnlyList<ModelItem> models) => new() { Id = "acme", DisplayName = "Acme", DefaultEndpoint = new("https://acme.example"), Schema = new ConfigSchema<LlmProviderOptions>(), Models = models };

    private static long Allocated(ProviderDescriptor descriptor)
    {
        var options = new LlmProviderOptions();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new Provider(descriptor, options);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Provider(ProviderDescriptor descriptor, LlmProviderOptions options) : BaseLlmProvider(descriptor, options)
    {
        protected override Wire.ChatProtocol SelectProtocol(ModelItem model) => throw new InvalidOperationException("No call is made here.");
    }

    /// <summary>A table as the generator writes it, of a thousand models, that counts what is read of it.</summary>
    private sealed class LargeTable() : ModelTable("acme")
    {
        private int _decoded;

        public int Decoded => _decoded;

        public override int Count => 1000;

        public override int IndexOf(string id) => IndexOf(id, "model-");

        public override int IndexOfAlias(string name) => IndexOf(name, "alias-");

        protected override ReadOnlySpan<byte> Row(int index)
        {
            Interlocked.Increment(ref _decoded);
            return System.Text.Encoding.UTF8.GetBytes($$"""{"id":"model-{{index}}","aliases":["alias-{{index}}"],"context":1000,"later":{"field":[1] } }""");
        }

        private static int IndexOf(string name, string prefix) =>
            name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), out var index) && index < 1000 ? index : -1;
    }
}
