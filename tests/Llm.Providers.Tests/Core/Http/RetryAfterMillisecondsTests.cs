using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Http;

public sealed class RetryAfterMillisecondsTests
{
    [Theory]
    [InlineData("250", "1", 0.25)]
    [InlineData("0", "1", 1)]
    [InlineData("soon", "2", 2)]
    [InlineData("0", null, 0)]
    [InlineData("1500", null, 1.5)]
    public async Task Milliseconds_count_before_seconds_unless_they_say_nothing(string milliseconds, string? seconds, double expected)
    {
        var answer = new CannedResponse(429, "{}").With("retry-after-ms", milliseconds);
        answer = seconds is null ? answer : answer.With("retry-after", seconds);

        var failure = await Fake.FailureAsync(() => Fake.Client(new CannedHandler(answer), configure: o => o.MaxRetries = 0).GetResponseAsync("hi"));

        Assert.Equal(expected, failure.RetryAfter?.TotalSeconds);
    }
}
