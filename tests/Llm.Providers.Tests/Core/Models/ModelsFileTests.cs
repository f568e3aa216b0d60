using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>A catalog file that an application names in its settings.</summary>
public sealed class ModelsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"models-{Guid.NewGuid():N}.json");

    [Fact]
    [Trait("Requirement", "S13")]
    public void S13_a_file_of_the_application_goes_before_what_is_built_in_and_below_configuration()
    {
        Write("""{ "provider": "fake", "source": "https://fake.test/models", "checked": "2026-07-02", "models": { "m": { "context": 5000, "name": "From the file" }, "new": { "aliases": ["nick"], "maxOutput": 7 } } }""");
        var provider = Provider(o => o.ModelPatches = [Patch("m")]);

        var (known, added) = (provider.GetModel("m"), provider.GetModel("nick"));

        Assert.Equal((5000, "Patched", 100), (known.ContextWindow, known.Name, known.MaxOutputTokens));
        Assert.Equal(("new", 7, ModelOrigin.Catalog), (added.Id, added.MaxOutputTokens, added.Origin));
        Assert.Equal(["m", "new"], provider.Models.Select(m => m.Id));
    }

    [Fact]
    public void Making_a_provider_reads_no_file() => Assert.Equal("fake", Provider().Id);

    [Fact]
    public void A_row_that_cannot_be_read_is_left_out_with_its_place_and_the_others_are_there()
    {
        Write("{ \"provider\": \"fake\", \"models\": {\n \"bad\": { \"context\": \"much\" },\n \"good\": { \"context\": 5 } } }");
        var log = new LogRecorder();
        var provider = Provider(log: log);

        Assert.Equal((ModelOrigin.Assumed, 5), (provider.GetModel("bad").Origin, provider.GetModel("good").ContextWindow));
        Assert.Contains(log.Entries, e => e.Id == 9 && e.Text.Contains("(2,", StringComparison.Ordinal) && e.Text.Contains("LlmProviders:fake:ModelsFile", StringComparison.Ordinal));
        Assert.Contains(provider.ValidateConfiguration(), f => f.Message.Contains("(2,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_the_setting()
    {
        var provider = Provider();

        var e = Assert.Throws<LlmProviderException>(() => provider.GetModel("m-2026-01-01x"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:fake:ModelsFile", e.Message, StringComparison.Ordinal);
        Assert.Contains(provider.ValidateConfiguration(), f => f.Message.Contains(Path.GetFileName(_path), StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_another_provider_is_a_fault()
    {
        Write("""{ "provider": "acme", "models": { "m": { "context": 1 } } }""");

        Assert.Contains("models of acme", Assert.Single(Provider().ValidateConfiguration()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private static ModelPatch Patch(string id)
    {
        var patch = new ModelPatch(id);
        patch.Add(m => m with { Name = "Patched" });
        return patch;
    }

    private void Write(string json) => File.WriteAllText(_path, json);

    private FakeProvider Provider(Action<FakeOptions>? configure = null, LogRecorder? log = null) =>
        Known.Provider(new CannedHandler("[]"), [Known.Item("m")], (o => o.ModelsFile = _path) + configure, log: log);
}
