using System.Text.Json.Nodes;
using Llm.Providers.DataProtection;
using Llm.Providers.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.DataProtection;

/// <summary>Keys that are encrypted on the disk.</summary>
[Trait("Requirement", "S49")]
public sealed class ProtectedKeyStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Requirement", "S50")]
    public async Task A_key_is_read_back_by_another_process_and_stands_in_no_file()
    {
        await _folder.Open().SetAsync("OpenAI", $" {StoreFolder.Key}\n");

        Assert.Equal(StoreFolder.Key, await _folder.Open().GetAsync("openai", default));
        Assert.DoesNotContain("sk-test", _folder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a", _folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_nobody_wrote_to_has_no_key_and_makes_no_file()
    {
        using var store = _folder.Open();

        Assert.Null(await store.GetAsync("openai", default));
        Assert.Empty(await store.ListAsync());
        Assert.False(await store.RemoveAsync("openai"));
        Assert.False(File.Exists(_folder.KeyFile));
    }

    [Fact]
    public async Task The_list_shows_four_characters_of_long_keys_and_none_of_short_ones()
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        await store.SetAsync("mistral", "nineteen-characters");

        var list = await store.ListAsync();

        Assert.Equal([("mistral", "…", true), ("openai", "…7f3a", true)], list.Select(k => (k.ProviderId, k.Masked, k.IsReadable)));
        Assert.All(list, k => Assert.InRange(TimeProvider.System.GetUtcNow() - k.SetAt, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_key_that_is_removed_is_gone_and_the_others_stay()
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        await store.SetAsync("mistral", "other");

        Assert.True(await store.RemoveAsync("OPENAI"));

        Assert.Null(await store.GetAsync("openai", default));
        Assert.Equal("other", await store.GetAsync("mistral", default));
    }

    [Theory]
    [InlineData("", "key")]
    [InlineData("a/b", "key")]
    [InlineData("a:b", "key")]
    [InlineData("openai", "  ")]
    [InlineData("openai", "secret\nline")]
    [InlineData("openai", "sécret")]
    public async Task What_can_be_no_name_or_no_key_is_refused_without_showing_it(string provider, string key)
    {
        var e = await Assert.ThrowsAnyAsync<ArgumentException>(() => _folder.Open().SetAsync(provider, key));

        Assert.DoesNotContain("cret", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.KeyFile));
    }

    [Fact]
    [Trait("Requirement", "S47")]
    public async Task A_key_that_is_set_in_the_store_reaches_the_next_call()
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        await using var services = Container.Build(b => b.AddFake().UseHandler(handler).AddProtectedKeyStore(_folder.KeyFile, o => o.KeyRing = r => r.PersistKeysToFileSystem(_folder.Ring())));
        var provider = services.GetRequiredService<ILlmProviderRegistry>().GetProvider("fake");
        var store = services.GetRequiredService<FileKeyStore>();
        Assert.Equal(SettingSource.None, await provider.FindKeySourceAsync());

        await store.SetAsync("fake", "first");
        await provider.CreateChatClient().GetResponseAsync("hi");
        await _folder.Open().SetAsync("fake", "again"); // as another process would, and of the same length
        await provider.CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(["Bearer first", "Bearer again"], handler.Sent.Select(r => r.Header("Authorization")));
        Assert.Equal(SettingSource.Store, await provider.FindKeySourceAsync());
    }

    [Fact]
    public async Task Neither_log_nor_store_shows_a_key()
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        await store.ReprotectAsync();
        await store.RemoveAsync("openai");

        Assert.Contains("The key of openai was set", _folder.Log.Text, StringComparison.Ordinal);
        Assert.Contains("The key of openai was removed", _folder.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-test", _folder.Log.Text + store, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ring_of_the_application_is_left_alone_unless_it_is_asked_for()
    {
        await using var own = Container.Build(b => b.AddProtectedKeyStore(_folder.KeyFile, o => o.KeyRing = r => r.PersistKeysToFileSystem(_folder.Ring())));
        Assert.Null(own.GetService<IDataProtectionProvider>());

        await using var shared = Container.Build(b => b.AddProtectedKeyStore(_folder.KeyFile, o =>
        {
            o.UseApplicationKeyRing = true;
            o.KeyRing = r => r.PersistKeysToFileSystem(_folder.Ring("application"));
        }));
        await shared.GetRequiredService<ProtectedKeyStore>().SetAsync("openai", StoreFolder.Key);

        Assert.Equal(StoreFolder.Key, await shared.GetRequiredService<IKeyStore>().GetAsync("openai", default));
        Assert.Single(shared.GetRequiredService<IKeyManager>().GetAllKeys());
        Assert.Single(_folder.Ring("application").GetFiles("key-*.xml"));
    }

    [Fact]
    public void A_second_store_is_refused_rather_than_preferred()
    {
        var builder = new ServiceCollection().AddLlmProviders().AddProtectedKeyStore(_folder.KeyFile);

        Assert.Throws<InvalidOperationException>(() => builder.AddPlainTextKeyStore(_folder.KeyFile));
    }

    [Fact]
    public async Task Keys_are_encrypted_anew_when_the_ring_has_a_new_key()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        await _folder.Open().SetAsync("mistral", "other");
        var (before, set) = (_folder.Text, (await _folder.Open().ListAsync()).Select(k => k.SetAt));
        Assert.Equal(0, await _folder.Open().ReprotectAsync());
        Assert.Equal(before, _folder.Text);
        AddRingKey();

        Assert.Equal(2, await _folder.Open().ReprotectAsync());

        Assert.NotEqual(Secret(before, "openai")[..30], Secret(_folder.Text, "openai")[..30]);
        Assert.Equal(StoreFolder.Key, await _folder.Open().GetAsync("openai", default));
        Assert.Equal(set, (await _folder.Open().ListAsync()).Select(k => k.SetAt));
    }

    [Fact]
    public async Task What_a_revoked_key_protects_is_read_only_to_be_encrypted_anew()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        using (var ring = RingServices())
        {
            var manager = ring.GetRequiredService<IKeyManager>();
            manager.RevokeKey(manager.GetAllKeys().Single().KeyId);
        }

        AddRingKey();
        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await _folder.Open().GetAsync("openai", default));
        Assert.Contains("was revoked", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LlmProviderException>(() => _folder.Open().ReprotectAsync());

        Assert.Equal(1, await _folder.Open().ReprotectAsync(acceptRevoked: true));
        Assert.Equal(StoreFolder.Key, await _folder.Open().GetAsync("openai", default));
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => _folder.Open()).ToList(); // each with a handle of its own, as processes have

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => stores[i % 4].SetAsync($"provider-{i:00}", $"key-{i}"))));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"provider-{i:00}"), (await stores[0].ListAsync()).Select(k => k.ProviderId));
        Assert.Equal(["keys.json", "keys.json.lock"], Directory.GetFiles(Path.GetDirectoryName(_folder.KeyFile)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_stays_locked_is_an_error_and_reading_goes_on()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        using var held = new FileStream(_folder.KeyFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => _folder.Open(configure: o => o.LockTimeout = TimeSpan.Zero).RemoveAsync("openai"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("another process", e.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFolder.Key, await _folder.Open().GetAsync("openai", default));
    }

    internal static string Secret(string text, string provider) => (string)JsonNode.Parse(text)!["keys"]![provider]!["secret"]!;

    private void AddRingKey()
    {
        using var ring = RingServices();
        var now = TimeProvider.System.GetUtcNow();
        ring.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
    }

    private ServiceProvider RingServices() =>
        new ServiceCollection().AddDataProtection().SetApplicationName("Llm.Providers").PersistKeysToFileSystem(_folder.Ring()).Services.BuildServiceProvider();
}
