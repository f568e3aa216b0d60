namespace Llm.Providers.OpenAI;

/// <summary>The wires in which conversations can be spoken with OpenAI.</summary>
public enum OpenAIWire
{
    /// <summary>The one the model's row in the catalog names; chat completions for a model without a row.</summary>
    Catalog,

    /// <summary>Chat completions.</summary>
    ChatCompletions,

    /// <summary>Responses: hosted tools, reasoning that goes back with the history, conversations kept by the host.</summary>
    Responses,
}
