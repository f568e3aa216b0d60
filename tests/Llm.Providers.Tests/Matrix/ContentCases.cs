using System.Text;

namespace Llm.Providers.Tests.Matrix;

/// <summary>Every kind of content in every place a caller can put it.</summary>
internal static class ContentCases
{
    private const string Mark = "MARK7";

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. "MARK7MARK7"u8];

    public static IReadOnlyList<LossCase> User { get; } =
    [
        InUser("text", new TextContent(Mark), Mark),
        InUser("image, bytes", new DataContent(s_png, "image/png"), Convert.ToBase64String(s_png)),
        InUser("image, address", new UriContent("https://example.test/MARK7.png", "image/png"), Mark),
        Data("PDF, bytes", "application/pdf"),
        InUser("PDF, address", new UriContent("https://example.test/MARK7.pdf", "application/pdf"), Mark),
        Data("sound, wav bytes", "audio/wav"),
        Data("sound, ogg bytes", "audio/ogg"),
        InUser("sound, address", new UriContent("https://example.test/MARK7.mp3", "audio/mpeg"), Mark),
        Data("video, bytes", "video/mp4"),
        InUser("video, address", new UriContent("https://example.test/MARK7.mp4", "video/mp4"), Mark),
        InUser("text file, bytes", new DataContent(Encoding.UTF8.GetBytes(Mark), "text/plain"), Mark, Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark))),
        InUser("text file, address", new UriContent("https://example.test/MARK7.txt", "text/plain"), Mark),
        Data("other file, bytes", "application/zip"),
        InUser("file of the vendor: image", new HostedFileContent("file-MARK7") { MediaType = "image/png" }, Mark),
        InUser("file of the vendor: document", new HostedFileContent("file-MARK7") { MediaType = "application/pdf" }, Mark),
        InUser("file of the vendor: kind unknown", new HostedFileContent("file-MARK7"), Mark),
        InUser("vector store of the vendor", new HostedVectorStoreContent("vs-MARK7"), Mark),
        InUser("error", new ErrorContent(Mark), Mark),
        InUser("reasoning", new TextReasoningContent(Mark), Mark),
        InUser("function call", new FunctionCallContent("call_MARK7", "f"), Mark),
        new("name of the author", "AuthorName", _ => [new(ChatRole.User, "Hello") { AuthorName = Mark }]) { Marks = [Mark] },
        new("text in a system message", "TextContent", _ => [new(ChatRole.System, Mark), Question]) { Marks = [Mark] },
        new("text in a developer message", "TextContent", _ => [new(new("developer"), Mark), Question]) { Marks = [Mark] },
        new("system message in the middle", "TextContent", _ => [Question, new(ChatRole.Assistant, "Yes."), new(ChatRole.System, Mark), Question]) { Marks = [Mark] },
        new("image in a system message", "DataContent", _ => [new(ChatRole.System, [new DataContent(s_png, "image/png")]), Question]) { Marks = [Convert.ToBase64String(s_png)] },
    ];

    public static IReadOnlyList<LossCase> Assistant { get; } =
    [
        InAnswer("text", () => [new TextContent(Mark)], Mark),
        InAnswer("reasoning, its own, signed", () => [new TextReasoningContent("Hm.") { ProtectedData = Mark }, new TextContent("Yes.")], Mark),
        InAnswer("reasoning, its own, text alone", () => [new TextReasoningContent(Mark), new TextContent("Yes.")], Mark) with { MayBeDefault = true },
        Foreign("reasoning of another vendor", new TextReasoningContent("Hm.") { ProtectedData = Mark }),
        InAnswer("refusal", () => [new ErrorContent(Mark) { ErrorCode = "Refusal" }], Mark),
        InAnswer("error", () => [new TextContent("Yes."), new ErrorContent(Mark)], Mark),
        InAnswer("image, bytes", () => [new TextContent("Yes."), new DataContent(s_png, "image/png")], Convert.ToBase64String(s_png)),
        InAnswer("sound, bytes", () => [new TextContent("Yes."), new DataContent(Encoding.UTF8.GetBytes(Mark), "audio/wav")], Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark))),
        InAnswer("file of the vendor", () => [new TextContent("Yes."), new HostedFileContent("file-MARK7")], Mark),
        InAnswer("web search", () => [new WebSearchToolCallContent("ws_1") { Queries = [Mark] }, new WebSearchToolResultContent("ws_1"), new TextContent("Yes.")], Mark),
        InAnswer("code run by the vendor", () => [new CodeInterpreterToolCallContent("ci_1") { Inputs = [new TextContent(Mark)] }, new CodeInterpreterToolResultContent("ci_1") { Outputs = [new TextContent("1")] }, new TextContent("Yes.")], Mark),
        InAnswer("MCP call run by the vendor", () => [new McpServerToolCallContent("mcp_1", Mark, "server"), new McpServerToolResultContent("mcp_1") { Outputs = [new TextContent("1")] }, new TextContent("Yes.")], Mark),
        InAnswer("image made by the vendor", () => [new ImageGenerationToolCallContent("ig_1"), new ImageGenerationToolResultContent("ig_1") { Outputs = [new DataContent(s_png, "image/png")] }, new TextContent("Yes.")], Convert.ToBase64String(s_png)),
        InAnswer("request for an approval", () => [new ToolApprovalRequestContent("mcpr_1", new McpServerToolCallContent("mcp_1", Mark, "server")), new TextContent("Yes.")], Mark),
        InAnswer("function call, cut off", () => [new TextContent("Yes."), new FunctionCallContent("call_1", "f") { AdditionalProperties = new() { [LlmPropertyNames.RawArguments] = Mark } }], Mark),
        InAnswer("function call nobody answered", () => [new TextContent("Yes."), new FunctionCallContent("call_1", Mark)], Mark),
    ];

    public static IReadOnlyList<LossCase> Results { get; } =
    [
        Result("text", Mark, Mark),
        Result("object", new Dictionary<string, object?> { ["value"] = Mark }, Mark),
        Result("text that went through JSON", System.Text.Json.JsonSerializer.SerializeToElement(Mark, AIJsonUtilities.DefaultOptions), $"\"{Mark}\""),
        Result("text content", new TextContent(Mark), Mark),
        Result("image, bytes", new DataContent(s_png, "image/png"), Convert.ToBase64String(s_png)),
        Result("image, address", new UriContent("https://example.test/MARK7.png", "image/png"), Mark),
        Result("PDF, bytes", new DataContent(Encoding.UTF8.GetBytes(Mark), "application/pdf"), Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark))),
        Result("sound, bytes", new DataContent(Encoding.UTF8.GetBytes(Mark), "audio/wav"), Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark))),
        Result("text and image", new List<AIContent> { new TextContent("See."), new DataContent(s_png, "image/png") }, Convert.ToBase64String(s_png)),
        Result("file of the vendor", new HostedFileContent("file-MARK7"), Mark),
        new("exception", "exception", _ => [Question, Call, new(ChatRole.Tool, [new FunctionResultContent("call_1", null) { Exception = new InvalidOperationException(Mark) }])]) { Marks = [Mark, "failed", "rror"] },
        new("answer to a request for an approval", "Approval", origin => Approval(origin)) { Marks = [Mark] },
    ];

    private static ChatMessage Question => new(ChatRole.User, "And now?");

    private static ChatMessage Call => new(ChatRole.Assistant, [new FunctionCallContent("call_1", "f", new Dictionary<string, object?> { ["a"] = 1 })]);

    private static LossCase InUser(string name, AIContent content, params string[] marks) =>
        new(name, Word(content), _ => [new(ChatRole.User, [new TextContent("Look."), content])]) { Marks = marks };

    private static LossCase Data(string name, string mediaType)
    {
        var bytes = Encoding.UTF8.GetBytes(Mark + Mark);
        return InUser(name, new DataContent(bytes, mediaType), Convert.ToBase64String(bytes));
    }

    private static LossCase InAnswer(string name, Func<AIContent[]> contents, params string[] marks) =>
        new(name, Word(contents()), origin => [Question, new(ChatRole.Assistant, [.. contents().Select(c => Stamped(c, origin))]), Question]) { Marks = marks };

    private static LossCase Foreign(string name, AIContent content) =>
        new(name, "easoning", _ => [Question, new(ChatRole.Assistant, [Stamped(content, "elsewhere"), new TextContent("Yes.")]), Question]) { Marks = [Mark] };

    private static LossCase Result(string name, object result, params string[] marks) =>
        new(name, result is AIContent content ? content.GetType().Name : "Content", _ => [Question, Call, new(ChatRole.Tool, [new FunctionResultContent("call_1", result)])]) { Marks = marks };

    private static ChatMessage[] Approval(string origin)
    {
        var request = new ToolApprovalRequestContent("mcpr_MARK7", new McpServerToolCallContent("mcp_1", "roll", "server"));
        return [Question, new(ChatRole.Assistant, [Stamped(request, origin)]), new(ChatRole.User, [request.CreateResponse(true)])];
    }

    private static AIContent Stamped(AIContent content, string origin)
    {
        (content.AdditionalProperties ??= [])[LlmPropertyNames.Origin] = origin;
        return content;
    }

    private static string Word(AIContent content) => content switch
    {
        DataContent data => $"{nameof(DataContent)}|{data.MediaType}",
        UriContent uri => $"{nameof(UriContent)}|{uri.MediaType}",
        HostedFileContent { MediaType: { } type } => $"{nameof(HostedFileContent)}|{type}",
        _ => content.GetType().Name,
    };

    // What a warning about the content speaks of.
    private static string Word(IReadOnlyList<AIContent> contents) => contents.FirstOrDefault(c => c is not TextContent) switch
    {
        null => "text",
        TextReasoningContent => "easoning",
        FunctionCallContent => "call",
        ErrorContent => "rror",
        DataContent data when data.HasTopLevelMediaType("image") => "image|DataContent",
        DataContent => "sound|DataContent",
        { } other => other.GetType().Name,
    };
}
