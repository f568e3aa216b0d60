namespace Llm.Providers.Tests.Matrix;

/// <summary>Every tool that runs at the vendor, and what can be said of it.</summary>
internal static class HostedToolCases
{
    private const string Mark = "MARK7";

    public static IReadOnlyList<LossCase> All { get; } =
    [
        Tool(new HostedWebSearchTool()),
        Tool(new HostedCodeInterpreterTool()),
        Tool(new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("file-MARK7")] }, "with a file", new HostedCodeInterpreterTool(), Mark),
        Tool(new HostedFileSearchTool { Inputs = [new HostedVectorStoreContent("vs-MARK7")] }, null, null, Mark),
        Tool(Search(17), "MaximumResultCount", Search(null), "17"),
        Tool(new HostedImageGenerationTool()),
        Tool(new HostedImageGenerationTool { Options = new() { ImageSize = new(1536, 1024) } }, "ImageSize", new HostedImageGenerationTool(), "1536"),
        Tool(Mcp(), null, null, "https://mcp.test/MARK7"),
        Tool(Mcp(m => m.AllowedTools = [Mark + "tool"]), "AllowedTools", Mcp(), Mark + "tool"),
        Tool(Mcp(m => m.ServerDescription = Mark + "words"), "ServerDescription", Mcp(), Mark + "words"),
        Tool(Mcp(m => m.Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + Mark + "token" }), "Headers: authorization", Mcp(), Mark + "token"),
        Tool(Mcp(m => m.Headers = new Dictionary<string, string> { ["X-Other"] = Mark + "other" }), "Headers: others", Mcp(), Mark + "other"),
        Tool(Mcp(m => m.ApprovalMode = HostedMcpServerToolApprovalMode.NeverRequire), "ApprovalMode NeverRequire", Mcp(), true),
        Tool(Mcp(m => m.ApprovalMode = HostedMcpServerToolApprovalMode.AlwaysRequire), "ApprovalMode AlwaysRequire", Mcp(m => m.ApprovalMode = HostedMcpServerToolApprovalMode.NeverRequire)),
        Tool(Mcp(m => m.ApprovalMode = HostedMcpServerToolApprovalMode.RequireSpecific([Mark + "a"], null)), "ApprovalMode RequireSpecific", Mcp(), Mark + "a"),
        Tool(new UnknownTool(), "a tool of a kind nobody knows"),
    ];

    private static LossCase Tool(AITool tool, string? what = null, AITool? without = null, params string[] marks) => Tool(tool, what, without, mayBeDefault: false, marks);

    private static LossCase Tool(AITool tool, string? what, AITool? without, bool mayBeDefault, params string[] marks)
    {
        var type = tool.GetType().Name;
        return new(what is null ? type : $"{type}: {what}", type, _ => [new(ChatRole.User, "Hello")])
        {
            Options = new() { Tools = [tool] },
            Without = without is null ? new() : new() { Tools = [without] },
            Marks = marks,
            MayBeDefault = mayBeDefault,
        };
    }

    private static HostedFileSearchTool Search(int? count) => new() { Inputs = [new HostedVectorStoreContent("vs-1")], MaximumResultCount = count };

    private static HostedMcpServerTool Mcp(Action<HostedMcpServerTool>? configure = null)
    {
        var tool = new HostedMcpServerTool("server", new Uri("https://mcp.test/MARK7"));
        configure?.Invoke(tool);
        return tool;
    }

    private sealed class UnknownTool : AITool
    {
        public override string Name => "unknown";
    }
}
