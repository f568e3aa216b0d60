extern alias Generators;

using Generators::Llm.Providers.Generators;

namespace Llm.Providers.Generators.Tests;

/// <summary>Names made of ids.</summary>
public sealed class MemberNameTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5", "ClaudeSonnet45")]
    [InlineData("gpt-4.1-mini", "Gpt41Mini")]
    [InlineData("gpt-4o", "Gpt4o")]
    [InlineData("openai/gpt-oss-120b", "OpenaiGptOss120b")]
    [InlineData("gpt-4.1-2025-04-14", "Gpt41_2025_04_14")]
    [InlineData("claude-opus-4-1-20250805", "ClaudeOpus41_20250805")]
    [InlineData("llama-3.1-8b", "Llama31_8b")]
    [InlineData("01-ai/yi", "_01AiYi")]
    [InlineData("qwen3:8b", "Qwen3_8b")]
    [InlineData("élan-1", "Élan1")]
    [InlineData("accounts/acme/models/x_1", "AccountsAcmeModelsX1")]
    public void An_id_becomes_a_name(string id, string name) => Assert.Equal(name, MemberNames.Pascal(id));

    [Theory]
    [InlineData("--")]
    [InlineData("")]
    [InlineData("//:")]
    public void What_has_no_letter_or_digit_has_no_name(string id) => Assert.Null(MemberNames.Pascal(id));
}
