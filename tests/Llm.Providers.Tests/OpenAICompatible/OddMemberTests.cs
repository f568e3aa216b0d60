using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

/// <summary>What stands beside an answer is often null, absent or of another kind; the answer is read all the same.</summary>
public sealed class OddMemberTests
{
    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"hi"},{"type":"text"},{"type":"text","text":null},{"type":"thinking"},{"type":"thinking","thinking":[{"type":"reference"}],"signature":null},{"type":"image_url","image_url":null},{"type":7},{}]}""")]
    [InlineData("""{"content":"hi","audio":{"id":null,"data":null,"transcript":null,"expires_at":null}}""")]
    [InlineData("""{"content":"hi","annotations":[null,{"type":"url_citation","url_citation":null},{"type":"url_citation","url_citation":{"url":"nowhere","start_index":null,"end_index":"1"}}]}""")]
    [InlineData("""{"content":"hi","reasoning_details":[null,{"type":null,"index":0,"text":1},{"type":"reasoning.text","index":0,"text":null}]}""")]
    [InlineData("""{"content":"hi","tool_calls":null,"function_call":null,"refusal":null,"reasoning":null,"reasoning_content":{}}""")]
    public async Task An_odd_member_does_not_spoil_the_answer(string message)
    {
        Assert.Equal("hi", (await Acme.AnswerAsync(message)).Text);
        Assert.Equal("hi", (await Acme.StreamAsync(message)).Text);
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("-1")]
    [InlineData("\"yesterday\"")]
    public async Task A_time_that_is_none_is_left_out(string created)
    {
        var response = await Acme.Client(new CannedHandler($$"""{"created":{{created}},"choices":[{"message":{"content":"hi"} }]}""")).GetResponseAsync("hi");

        Assert.Null(response.CreatedAt);
    }

    [Fact]
    public async Task A_whole_number_beside_the_answer_stays_one()
    {
        var response = await Acme.Client(new CannedHandler("""{"took":9007199254740993,"share":0.5,"choices":[{"message":{"content":"hi"}}]}""")).GetResponseAsync("hi");

        Assert.Equal((9007199254740993L, 0.5), ((long)response.FindProperty("took")!, (double)response.FindProperty("share")!));
    }

    [Fact]
    public async Task An_odd_member_does_not_spoil_the_list_of_models()
    {
        const string Body = """{"data":[{"id":"a","created":9999999999999999,"architecture":{"input_modalities":[null,"text",7]},"pricing":{"prompt":1,"completion":null}},{"id":null},{"id":"b","architecture":null,"pricing":[]}]}""";

        var models = await Acme.Provider(new CannedHandler(Body)).ListModelsAsync();

        Assert.Equal(["a", "b"], models.Select(m => m.Id));
    }
}
