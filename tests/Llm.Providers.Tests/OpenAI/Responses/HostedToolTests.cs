using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>What the host's own tools did comes out in its type, whole and streamed alike, and goes back as it came.</summary>
public sealed class HostedToolTests
{
    private const string Search = """{"id":"ws_0","type":"web_search_call","status":"completed","action":{"type":"search","query":"oslo","queries":["oslo","bergen"],"sources":[{"type":"url","url":"https://met.no/"}]}}""";

    private const string Code = """{"id":"ci_0","type":"code_interpreter_call","status":"completed","code":"print(1)","container_id":"cntr_1","outputs":[{"type":"logs","logs":"1"},{"type":"image","url":"https://files.example.org/a.png"}]}""";

    private const string Image = """{"id":"ig_0","type":"image_generation_call","status":"completed","output_format":"webp","revised_prompt":"A cat","result":"AQID"}""";

    public static TheoryData<string> Items =>
    [
        Search, Code, Image,
        """{"id":"fs_0","type":"file_search_call","status":"completed","queries":["a"],"results":[{"file_id":"f","score":0.5}]}""",
        """{"id":"cu_0","type":"computer_call","status":"completed","call_id":"call_0","action":{"type":"screenshot"},"pending_safety_checks":[]}""",
        """{"id":"lsh_0","type":"local_shell_call","status":"completed","call_id":"call_0","action":{"type":"exec","command":["ls"]}}""",
        """{"id":"sh_0","type":"shell_call","status":"completed","call_id":"call_0","action":{"commands":["ls"]}}""",
        """{"id":"sho_0","type":"shell_call_output","status":"completed","call_id":"call_0","output":[{"stdout":"a"}]}""",
        """{"id":"apc_0","type":"apply_patch_call","status":"completed","call_id":"call_0","operation":{"type":"delete_file","path":"a"}}""",
        """{"id":"tsc_0","type":"tool_search_call","status":"completed","call_id":"call_0","execution":"server","arguments":{"queries":["a"]}}""",
        """{"id":"mcpl_0","type":"mcp_list_tools","server_label":"docs","tools":[{"name":"ask","input_schema":{"type":"object"}}]}""",
        """{"id":"cmp_0","type":"compaction","encrypted_content":"gAAAAA"}""",
        """{"id":"nov_0","type":"novelty","a":{"b":[1,2]}}""",
    ];

    [Theory, MemberData(nameof(Items))]
    public async Task Every_item_goes_back_as_it_came(string item)
    {
        foreach (var stream in new[] { false, true })
        {
            var answer = await Respond.ItemsAsync(stream, item, Respond.Message(1, "Done."));

            var input = Respond.Input(Respond.ThroughJson([new(ChatRole.User, "Hi"), .. answer.Messages]));

            Assert.Equal(3, input.Count);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(item), input[1]), input[1].GetRawText());
        }
    }

    [Theory, MemberData(nameof(Items))]
    public async Task Nothing_goes_back_to_another_host(string item)
    {
        var answer = await Respond.ItemsAsync(true, item, Respond.Message(1, "Done."));
        foreach (var content in answer.Messages[0].Contents)
        {
            (content.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = "azure";
        }

        Assert.Equal(["""{"role":"user","content":"Hi"}""", """{"role":"assistant","content":"Done."}"""], Respond.Input([new(ChatRole.User, "Hi"), .. answer.Messages]).Select(i => i.GetRawText()));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_web_search_has_queries_and_sources(bool stream)
    {
        var contents = (await Respond.ItemsAsync(stream, Search)).Messages[0].Contents;

        Assert.Equal(["oslo", "bergen"], contents.OfType<WebSearchToolCallContent>().Single().Queries!);
        Assert.Equal("https://met.no/", Assert.IsType<UriContent>(contents.OfType<WebSearchToolResultContent>().Single().Outputs!.Single()).Uri.AbsoluteUri);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Code_has_its_text_its_log_and_its_pictures(bool stream)
    {
        var contents = (await Respond.ItemsAsync(stream, Code)).Messages[0].Contents;

        var input = Assert.IsType<DataContent>(contents.OfType<CodeInterpreterToolCallContent>().Single().Inputs!.Single());
        var outputs = contents.OfType<CodeInterpreterToolResultContent>().Single().Outputs!;
        Assert.Equal("print(1)", Encoding.UTF8.GetString(input.Data.Span));
        Assert.Equal(("1", "https://files.example.org/a.png"), (((TextContent)outputs[0]).Text, ((UriContent)outputs[1]).Uri.AbsoluteUri));
    }

    [Fact]
    public async Task A_picture_comes_in_stages_and_the_last_one_stays()
    {
        const string Partial = """{"type":"response.image_generation_call.partial_image","item_id":"ig_0","output_index":0,"partial_image_index":0,"partial_image_b64":"CQkJ","output_format":"webp"}""";
        using var client = Respond.Client(new Support.CannedHandler(Respond.Events(Respond.Created, Respond.Added(0, Image.Replace("AQID", "", StringComparison.Ordinal)), Partial, Respond.Done(0, Image), Respond.Completed(Image))));

        var updates = await client.GetStreamingResponseAsync("Draw.").ToListAsync();
        var images = updates.SelectMany(u => u.Contents).OfType<ImageGenerationToolResultContent>().Select(r => (DataContent)r.Outputs!.Single()).ToList();
        var kept = updates.ToChatResponse().Messages[0].Contents.OfType<ImageGenerationToolResultContent>().ToList();

        Assert.Equal([[9, 9, 9], [1, 2, 3]], images.Select(i => i.Data.ToArray()));
        Assert.Equal("image/webp", images[1].MediaType);
        Assert.Equal([1, 2, 3], ((DataContent)Assert.Single(kept).Outputs!.Single()).Data.ToArray());
    }

    [Fact]
    public async Task An_item_without_a_type_of_its_own_can_be_looked_at()
    {
        var answer = await Respond.ItemsAsync(true, """{"id":"cu_0","type":"computer_call","call_id":"call_7","action":{"type":"screenshot"}}""");

        var call = Assert.Single(answer.Messages[0].Contents.OfType<ToolCallContent>());
        Assert.Equal("call_7", call.CallId);
        Assert.Equal("screenshot", ResponsesItem.Get(call)!.Value.GetProperty("action").GetProperty("type").GetString());
    }
}
