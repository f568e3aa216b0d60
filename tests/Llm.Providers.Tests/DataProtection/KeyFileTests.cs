using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.DataProtection;

/// <summary>The file itself: who may read it, when it is read again, and that plain text is said to be.</summary>
[Trait("Requirement", "S49")]
public sealed class KeyFileTests : IDisposable
{
    private static readonly DateTime s_day = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task File_and_folder_are_for_their_owner()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);

        Assert.Equal("600", Mode(_folder.KeyFile));
        Assert.Equal("600", Mode(_folder.KeyFile + ".lock"));
        Assert.Equal("700", Mode(Path.GetDirectoryName(_folder.KeyFile)!));
    }

    [UnixFact]
    public async Task A_file_that_others_may_read_is_used_once_warned_of_and_closed_by_the_next_change()
    {
        using var store = _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        _folder.Protect(0b110_100_100);

        Assert.Equal(StoreFolder.Key, await store.GetAsync("openai", default));
        await store.GetAsync("openai", default);
        await store.SetAsync("mistral", "other");

        Assert.Contains("mode 0644", Assert.Single(_folder.Log.Entries, e => e is { Level: LogLevel.Warning, Id: 2 }).Text, StringComparison.Ordinal);
        Assert.Equal("600", Mode(_folder.KeyFile));
    }

    [UnixTheory]
    [InlineData(false, 0b110_110_000)]
    [InlineData(false, 0b110_000_010)]
    [InlineData(true, 0b110_110_000)]
    [InlineData(true, 0b110_100_000)]
    [InlineData(true, 0b110_000_100)]
    public async Task A_file_that_is_open_to_others_is_refused(bool plain, int mode)
    {
        Llm.Providers.DataProtection.FileKeyStore store = plain ? _folder.OpenPlain() : _folder.Open();
        await store.SetAsync("openai", StoreFolder.Key);
        _folder.Protect(mode);

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await store.GetAsync("openai", default));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains($"chmod 600 {_folder.KeyFile}", e.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_folder_in_which_others_may_change_files_is_warned_of()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.GetDirectoryName(_folder.KeyFile)!, (UnixFileMode)0b111_111_111);
        }

        await _folder.Open().GetAsync("openai", default);

        Assert.Contains("mode 0777", Assert.Single(_folder.Log.Entries, e => e is { Level: LogLevel.Warning, Id: 2 }).Text, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_link_to_the_file_stays_a_link()
    {
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        var link = Path.Combine(Path.GetDirectoryName(_folder.KeyFile)!, "link.json");
        File.CreateSymbolicLink(link, _folder.KeyFile);
        using var store = new Llm.Providers.DataProtection.ProtectedKeyStore(link, new() { KeyRing = r => Microsoft.AspNetCore.DataProtection.DataProtectionBuilderExtensions.PersistKeysToFileSystem(r, _folder.Ring()) });

        await store.SetAsync("mistral", "other");

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal("other", await _folder.Open().GetAsync("mistral", default));
    }

    [Fact]
    public async Task Plain_text_is_warned_of_and_read_back()
    {
        var store = _folder.OpenPlain();
        await store.SetAsync("openai", StoreFolder.Key);

        Assert.Equal(StoreFolder.Key, await _folder.OpenPlain().GetAsync("openai", default));
        Assert.Contains("plain text", Assert.Single(_folder.Log.Entries.Take(1), e => e.Level == LogLevel.Warning).Text, StringComparison.Ordinal);
        Assert.Equal(StoreFolder.Key, ProtectedKeyStoreTests.Secret(_folder.Text, "openai"));
        Assert.Equal("…7f3a", Assert.Single(await store.ListAsync()).Masked);
    }

    [Fact]
    public async Task A_plain_file_is_not_taken_for_an_encrypted_one_nor_the_other_way_round()
    {
        await _folder.OpenPlain().SetAsync("openai", StoreFolder.Key);
        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await _folder.Open().GetAsync("openai", default));
        Assert.DoesNotContain("sk-test", e.ToString(), StringComparison.Ordinal);

        File.Delete(_folder.KeyFile);
        await _folder.Open().SetAsync("openai", StoreFolder.Key);
        await Assert.ThrowsAsync<LlmProviderException>(async () => await _folder.OpenPlain().GetAsync("openai", default));
    }

    [Fact]
    public async Task A_file_that_has_not_changed_is_not_read_again()
    {
        var store = _folder.OpenPlain(new FakeTimeProvider(s_day.AddHours(1)));
        WritePlain("first");
        Assert.Equal("first", await store.GetAsync("openai", default));

        WritePlain("later");
        Assert.Equal("first", await store.GetAsync("openai", default)); // same stamp, same length: known

        File.SetLastWriteTimeUtc(_folder.KeyFile, s_day.AddMinutes(1));
        Assert.Equal("later", await store.GetAsync("openai", default));
    }

    [Fact]
    public async Task A_file_so_young_that_its_stamp_may_lie_is_read_every_time()
    {
        var store = _folder.OpenPlain(new FakeTimeProvider(s_day.AddSeconds(1)));
        WritePlain("first");
        Assert.Equal("first", await store.GetAsync("openai", default));

        WritePlain("later");

        Assert.Equal("later", await store.GetAsync("openai", default));
    }

    [Fact]
    public async Task A_path_that_cannot_be_written_is_a_configuration_fault()
    {
        _folder.Write("{}");
        var store = new Llm.Providers.DataProtection.PlainTextKeyStore(Path.Combine(_folder.KeyFile, "below-a-file", "keys.json"));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => store.SetAsync("openai", StoreFolder.Key));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("could not be changed", e.Message, StringComparison.Ordinal);
    }

    private static string Mode(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private void WritePlain(string key)
    {
        _folder.Write("{\"version\":1,\"protection\":\"none\",\"keys\":{\"openai\":{\"secret\":\"" + key + "\",\"set\":\"2026-01-01T00:00:00Z\"}}}");
        File.SetLastWriteTimeUtc(_folder.KeyFile, s_day);
    }
}
