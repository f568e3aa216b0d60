using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Signatures as a reasoning model puts them on its parts and wants them back.</summary>
/// <remarks>Those of the vendor are opaque. These can be checked without a memory: they are made of what they sign.</remarks>
internal static class ThoughtSignatures
{
    /// <summary>What the vendor takes for calls of other models: https://ai.google.dev/gemini-api/docs/thought-signatures#faqs.</summary>
    private const string Skip = "skip_thought_signature_validator";

    /// <summary>Tells whether a model signs its calls and demands the signatures back, as those of Gemini 3 do.</summary>
    /// <remarks>By its name: an emulator refers to no provider's package, so that it is a second opinion on one, and has no catalog to ask.</remarks>
    public static bool AreDemanded(string model) => model.StartsWith("gemini-3", StringComparison.Ordinal);

    public static string Of(string what) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"emulated thought of {what}"));

    public static void Check(string functionName, string signature, int content)
    {
        if (signature.Length == 0)
        {
            throw GeminiRejections.Invalid(
                "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded "
                + $"model performance. Additional data, function call `default_api:{functionName}`, position {content + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.");
        }

        if (signature != Skip && signature != Of(functionName))
        {
            throw GeminiRejections.Invalid("Corrupted thought signature.");
        }
    }
}
