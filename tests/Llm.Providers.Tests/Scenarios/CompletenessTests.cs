using System.Reflection;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>The suites hold every scenario of Microsoft.Extensions.AI's integration tests once, and every wire runs all of them.</summary>
public sealed class CompletenessTests
{
    // ChatClientIntegrationTests: https://github.com/dotnet/extensions/tree/main/test/Libraries/Microsoft.Extensions.AI.Integration.Tests
    private static readonly string[] s_chat =
    [
        "GetResponseAsync_SingleRequestMessage", "GetResponseAsync_MultipleRequestMessages", "GetResponseAsync_WithEmptyMessage", "GetResponseAsync_UsageDataAvailable",
        "GetStreamingResponseAsync", "GetStreamingResponseAsync_UsageDataAvailable", "GetStreamingResponseAsync_AppendToHistory",
        "MultiModal_DescribeImage", "MultiModal_DescribePdf",
        "FunctionInvocation_Parameterless", "FunctionInvocation_WithParameters_NonStreaming", "FunctionInvocation_WithParameters_Streaming", "FunctionInvocation_OptionalParameter",
        "FunctionInvocation_NestedParameters", "FunctionInvocation_ArrayParameter", "FunctionInvocation_SupportsMultipleParallelRequests", "FunctionInvocation_RequireAny", "FunctionInvocation_RequireSpecific",
        "AvailableTools_SchemasAreAccepted_Strict", "AvailableTools_SchemasAreAccepted_NonStrict",
        "Caching_OutputVariesWithoutCaching", "Caching_SamePromptResultsInCacheHit_NonStreaming", "Caching_SamePromptResultsInCacheHit_Streaming", "Caching_BeforeFunctionInvocation_AvoidsExtraCalls",
        "Caching_AfterFunctionInvocation_FunctionOutputUnchanged", "Caching_AfterFunctionInvocation_FunctionOutputChanged",
        "Logging_LogsCalls_NonStreaming", "Logging_LogsCalls_Streaming", "Logging_LogsFunctionCalls_NonStreaming", "Logging_LogsFunctionCalls_Streaming",
        "OpenTelemetry_CanEmitTracesAndMetrics",
        "GetResponseAsync_StructuredOutput", "GetResponseAsync_StructuredOutputArray", "GetResponseAsync_StructuredOutputInteger", "GetResponseAsync_StructuredOutputString", "GetResponseAsync_StructuredOutputBool_True",
        "GetResponseAsync_StructuredOutputBool_False", "GetResponseAsync_StructuredOutputEnum", "GetResponseAsync_StructuredOutput_WithFunctions", "GetResponseAsync_StructuredOutput_NonNative",
        "SummarizingChatReducer_PreservesConversationContext", "SummarizingChatReducer_PreservesSystemMessage", "SummarizingChatReducer_WithFunctionCalls", "SummarizingChatReducer_Streaming", "SummarizingChatReducer_CustomPrompt",
    ];

    // EmbeddingGeneratorIntegrationTests, in the same folder.
    private static readonly string[] s_embeddings =
    [
        "GenerateEmbedding_CreatesEmbeddingSuccessfully", "GenerateEmbeddings_CreatesEmbeddingsSuccessfully", "Caching_SameOutputsForSameInput", "OpenTelemetry_CanEmitTracesAndMetrics",
        "Quantization_Binary_EmbeddingsCompareSuccessfully", "Quantization_Half_EmbeddingsCompareSuccessfully",
    ];

    public static TheoryData<Type> Suites => new(typeof(CompletenessTests).Assembly.GetTypes().Where(t => !t.IsAbstract && (IsSuite(t, typeof(ChatClientScenarios<>)) || IsSuite(t, typeof(EmbeddingScenarios<>)))));

    [Fact]
    public void There_are_45_scenarios_of_conversations_and_6_of_embeddings()
    {
        Assert.Equal((45, 6), (s_chat.Length, s_embeddings.Length));
        Assert.Equal(s_chat.Order(StringComparer.Ordinal), NamesOf(typeof(ChatClientScenarios<>)));
        Assert.Equal(s_embeddings.Order(StringComparer.Ordinal), NamesOf(typeof(EmbeddingScenarios<>)));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_wire_skips_no_scenario(Type suite)
    {
        ArgumentNullException.ThrowIfNull(suite);

        Assert.Equal(IsSuite(suite, typeof(ChatClientScenarios<>)) ? 45 : 6, NamesOf(suite).Count());
        Assert.All(suite.GetMethods(), m => Assert.Null(m.GetCustomAttribute<FactAttribute>()?.Skip));
    }

    private static IEnumerable<string> NamesOf(Type suite) => suite.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name).Order(StringComparer.Ordinal);

    private static bool IsSuite(Type type, Type suite) => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == suite;
}
