namespace Llm.Providers.Testing.Tests;

/// <summary>Which answers go wrong, and in which way.</summary>
public sealed class ChaosScheduleTests
{
    private static readonly EmulatorResponse s_answer = RecordedWire.Stream("text/event-stream", ["data: 1\n\n", "data: 2\n\n"]);

    [Fact]
    public void A_seed_draws_the_same_faults_again()
    {
        var (one, two) = (new ChaosSchedule(0.5, 7, [.. Faults.All]), new ChaosSchedule(0.5, 7, [.. Faults.All]));

        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(Describe(one.Schedule.Apply(s_answer)), Describe(two.Schedule.Apply(s_answer))));
        Assert.Equal(one.Struck.OrderBy(f => f.Key), two.Struck.OrderBy(f => f.Key));
    }

    [Theory]
    [InlineData(0.0, 0, 0)]
    [InlineData(0.1, 800, 1200)]
    [InlineData(1.0, 10_000, 10_000)]
    public void The_share_is_kept(double share, int least, int most)
    {
        var chaos = new ChaosSchedule(share, 1, Faults.HtmlPage, Faults.TooManyRequests);
        for (var i = 0; i < 10_000; i++)
        {
            chaos.Schedule.Apply(s_answer);
        }

        Assert.Equal(10_000, chaos.Answers);
        Assert.InRange(chaos.Struck.Values.Sum(), least, most);
        Assert.True(share == 0 || chaos.Struck.Count == 2);
    }

    [Fact]
    public void Faults_have_names_of_their_own() => Assert.Equal(Faults.All.Count, Faults.All.Select(f => f.Name).Distinct().Count());

    [Fact]
    public async Task A_server_keeps_as_many_exchanges_as_it_is_told()
    {
        var emulator = new Emulator(new() { KeptExchanges = 2 });
        using var http = new HttpClient(new EmulatorHandler(emulator));
        for (var i = 0; i < 5; i++)
        {
            using var response = await http.GetAsync(new Uri($"http://127.0.0.1/v1/models/{i}"));
        }

        Assert.Equal(["/v1/models/3", "/v1/models/4"], emulator.Requests.Select(r => r.Path));
    }

    private static string Describe(EmulatorResponse answer) => $"{answer.Status} {answer.HeadersFate} {answer.End} {answer.Body.Count} {answer.LengthBytes}";
}
