using System.Text.Json.Nodes;
using Llm.Providers.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Llm.Providers.Tests.DataProtection;

/// <summary>A file that was damaged or tampered with is an error that says what to do; it is never repaired, emptied or believed.</summary>
[Trait("Requirement", "S49")]
[Trait("Requirement", "S50")]
public sealed class DamagedStoreTests : IDisposable
{
    private const string Entry = "{\"secret\":\"x\",\"set\":\"2026-01-01T00:00:00Z\"}";

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("null", "holds nothing")]
    [InlineData("no json", "line 1")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\n\"keys\":{\"a\":", "line 2")]
    [InlineData("{\"version\":2,\"protection\":\"data-protection\",\"keys\":{}}", "version is 2")]
    [InlineData("{\"version\":1,\"protection\":\"none\",\"keys\":{}}", "protection is \"none\"")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\"}", "line 1")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\"keys\":null}", "$.keys")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\"keys\":{\"a\":{\"secret\":\"x\"}}}", "$.keys.a")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\"keys\":{\"a\":{\"secret\":7,\"set\":\"2026-01-01T00:00:00Z\"}}}", "$.keys.a.secret")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\"keys\":{},\"more\":1}", "$.more")]
    [InlineData("{\"version\":1,\"protection\":\"data-protection\",\"keys\":{\"a\":" + Entry + ",\"a\":" + Entry + "}}", "$.keys")]
    public async Task A_damaged_file_is_named_with_its_place_and_stays_as_it_is(string text, string fault)
    {
        _folder.Write(text);
        using var store = _folder.Open();

        var reading = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("openai", default));
        var writing = await Assert.ThrowsAsync<LlmProviderException>(() => store.SetAsync("openai", StoreFolder.Key));
        await Assert.ThrowsAsync<LlmProviderException>(() => store.RemoveAsync("openai"));
        await Assert.ThrowsAsync<LlmProviderException>(() => store.ListAsync());

        Assert.All([reading, writing], e =>
        {
            Assert.Equal(LlmErrorKind.Configuration, e.Kind);
            Assert.Contains(_folder.KeyFile, e.Message, StringComparison.Ordinal);
            Assert.Contains(fault, e.Message, StringComparison.Ordinal);
            Assert.Contains("left as it is", e.Message, StringComparison.Ordinal);
        });
        Assert.Equal(text, _folder.Text);
    }

    [Fact]
    public async Task A_file_that_is_no_store_at_all_is_not_read_into_memory()
    {
        _folder.Write(new string(' ', 2 * 1024 * 1024));

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await _folder.Open().GetAsync("openai", default));

        Assert.Contains("2097152 bytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task A_changed_entry_is_named_and_the_others_are_still_read(int at)
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        await store.SetAsync("mistral", "other");
        Change(keys =>
        {
            var secret = ((string)keys["openai"]!["secret"]!).ToCharArray();
            var position = at < 0 ? secret.Length - 10 : at;
            secret[position] = secret[position] == 'A' ? 'B' : 'A';
            keys["openai"]!["secret"] = new string(secret);
        });
        var changed = _folder.Text;

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("openai", default));

        Assert.Equal((LlmErrorKind.Configuration, "openai"), (e.Kind, e.ProviderId));
        Assert.Contains(_folder.KeyFile, e.Message, StringComparison.Ordinal);
        Assert.Contains("set the key of openai again", e.Message, StringComparison.Ordinal);
        Assert.Equal("other", await store.GetAsync("mistral", default));
        Assert.Equal([("mistral", true), ("openai", false)], (await store.ListAsync()).Select(k => (k.ProviderId, k.IsReadable)));
        Assert.Equal(changed, _folder.Text);
    }

    [Fact]
    [Trait("Requirement", "B03")]
    public async Task An_entry_that_is_given_to_another_provider_cannot_be_read()
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        Change(keys => keys["stranger"] = keys["openai"]!.DeepClone());

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("stranger", default));

        Assert.Contains("made for another provider", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-test", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_ring_is_told_from_tampering_and_says_what_to_do()
    {
        await _folder.Open("ring").SetAsync("openai", StoreFolder.Key);
        using var store = _folder.Open("new-ring");

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("openai", default));

        Assert.Contains("the ring was lost", e.Message, StringComparison.Ordinal);
        Assert.Contains("Use the key ring and application name the file was written with, or set the key of openai again.", e.Message, StringComparison.Ordinal);
        await store.SetAsync("openai", "a-new-one");
        Assert.Equal("a-new-one", await store.GetAsync("openai", default));
    }

    [Fact]
    public async Task Another_application_name_is_named_as_a_cause()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await _folder.Open(configure: o => o.ApplicationName = "another").GetAsync("openai", default));

        Assert.Contains("application name", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_ring_that_cannot_be_asked_both_causes_are_named()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        using var store = new Llm.Providers.DataProtection.ProtectedKeyStore(_folder.KeyFile, protection: new EphemeralDataProtectionProvider());

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("openai", default));

        Assert.Contains("was changed, or the key ring", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_decrypted_ends_a_call_before_anything_is_sent()
    {
        await _folder.Open("ring").SetAsync("fake", StoreFolder.Key);
        var handler = new CannedHandler("{}");
        var provider = new FakeProvider(new(), new(new HttpClient(handler)) { KeyStore = _folder.Open("new-ring"), Environment = _ => "from-environment" });

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Configuration, 0), (e.Kind, e.Attempts));
        Assert.Contains("cannot be decrypted", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    private void Change(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(_folder.Text)!;
        change(file["keys"]!.AsObject());
        _folder.Write(file.ToJsonString());
    }
}
