namespace Llm.Providers.OpenAICompatible;

/// <summary>How far answers can be bound to JSON.</summary>
public enum StructuredOutputSupport
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To JSON of any shape; a schema is put into the instructions, with a warning.</summary>
    JsonObject,

    /// <summary>To JSON that follows a schema.</summary>
    JsonSchema,
}
