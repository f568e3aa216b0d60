using System.Reflection;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Tests.Core.Diagnostics;

/// <summary>The ids under which a host finds entries of the log.</summary>
public sealed class EventIdTests
{
    [Fact]
    [Trait("Requirement", "S62")]
    public void S62_no_two_kinds_of_entries_share_an_id()
    {
        var ids = Entries().Select(e => e.Id).ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Order(), ids.Order());
    }

    [Theory]
    [InlineData("ConfigurationError", 5, LogLevel.Error)]
    [InlineData("ConnectionError", 6, LogLevel.Error)]
    [InlineData("CallFailed", 7, LogLevel.Error)]
    [InlineData("Retrying", 3, LogLevel.Warning)]
    [InlineData("RequestWarning", 4, LogLevel.Warning)]
    [Trait("Requirement", "S62")]
    public void S62_the_headings_of_failures_keep_their_ids(string name, int id, LogLevel level) =>
        Assert.Equal((id, level), Assert.Single(Entries(), e => e.Name == name) is var entry ? (entry.Id, entry.Level) : default);

    [Theory]
    [InlineData(LlmErrorKind.Configuration, 5)]
    [InlineData(LlmErrorKind.Network, 6)]
    [InlineData(LlmErrorKind.Timeout, 6)]
    [InlineData(LlmErrorKind.StreamInterrupted, 6)]
    [InlineData(LlmErrorKind.Unknown, 7)]
    [InlineData(LlmErrorKind.MalformedResponse, 7)]
    [Trait("Requirement", "S62")]
    public void S62_a_kind_of_failure_has_its_heading(LlmErrorKind kind, int id)
    {
        using var log = new LogRecorder();

        log.Failure("fake", new(kind, "words"));

        Assert.Equal((LogLevel.Error, id), Assert.Single(log.Entries) is var entry ? (entry.Level, entry.Id) : default);
    }

    private static IEnumerable<(string Name, int Id, LogLevel Level)> Entries() =>
        from type in typeof(BaseLlmProvider).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (method.Name, message.EventId, message.Level);
}
