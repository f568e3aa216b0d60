using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Applies a rule for the ids of tool calls.</summary>
internal static class ToolCallIdRuleExtensions
{
    private const int Nine = 9;

    public static string Write(this ToolCallIdRule rule, string id) =>
        rule == ToolCallIdRule.Any || (id.Length == Nine && id.All(char.IsAsciiLetterOrDigit)) ? id : ToolCallIds.Hash(id, Nine);
}
