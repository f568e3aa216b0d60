using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Lookups in a catalog that was compiled in.</summary>
public sealed class CompiledCatalogTests
{
    private readonly CountingTable _table = new();

    [Fact]
    [Trait("Requirement", "S13")]
    public void S13_a_provider_costs_nothing_per_model_and_a_lookup_decodes_the_one_it_finds()
    {
        var provider = Provider();
        Assert.Equal(0, _table.Decoded);

        Assert.Equal("b", provider.GetModel("b").Id);
        Assert.Equal(1, _table.Decoded);

        Assert.Equal("c", provider.GetModel("c-2026-01-01").FactsFrom);
        Assert.Equal("c", provider.GetModel("nick").Id);
        Assert.Equal(2, _table.Decoded);

        Assert.Equal(ModelOrigin.Assumed, provider.GetModel("not here").Origin);
        Assert.Equal(2, _table.Decoded);
    }

    [Fact]
    [Trait("Requirement", "S15")]
    public void S15_the_default_is_found_by_its_place()
    {
        using var chat = Provider().CreateChatClient();

        Assert.Equal("c", chat.GetService<ModelItem>()!.Id);
        Assert.Equal(1, _table.Decoded);
    }

    [Fact]
    public void All_models_of_an_instance_with_a_name_of_its_own_belong_to_it()
    {
        var provider = new FakeProvider(Fake.Options(), new(new HttpClient(new CannedHandler("{}"))) { Name = "second" }, FakeProvider.Description with { Models = _table });

        Assert.Equal(["a", "b", "c"], provider.Models.Select(m => m.Id));
        Assert.All(provider.Models, m => Assert.Equal("second", m.ProviderId));
        Assert.Equal("second", provider.GetModel("a-latest").ProviderId);
    }

    [Fact]
    public void The_models_of_the_usual_instance_are_the_catalog_itself() => Assert.Same(_table, Provider().Models);

    private FakeProvider Provider() => new(Fake.Options(), descriptor: FakeProvider.Description with { Models = _table });

    /// <summary>Three models; counts how often facts are decoded.</summary>
    private sealed class CountingTable() : ModelTable("fake")
    {
        private readonly HashSet<int> _seen = [];

        public int Decoded => _seen.Count;

        public override int Count => 3;

        public override int DefaultChatIndex => 2;

        public override int IndexOf(string id) => id is "a" or "b" or "c" ? id[0] - 'a' : -1;

        public override int IndexOfAlias(string name) => name == "nick" ? 2 : -1;

        protected override ReadOnlySpan<byte> Row(int index)
        {
            _seen.Add(index);
            return index switch { 0 => Rows.A, 1 => Rows.B, _ => Rows.C };
        }

        private static class Rows
        {
            private const string Chat = ",\"capabilities\":1,\"known\":1}";

            public static byte[] A { get; } = Fake.Bytes("{\"id\":\"a\"" + Chat);

            public static byte[] B { get; } = Fake.Bytes("{\"id\":\"b\"" + Chat);

            public static byte[] C { get; } = Fake.Bytes("{\"id\":\"c\"" + Chat);
        }
    }
}
