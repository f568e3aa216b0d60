namespace Llm.Providers.OpenAICompatible;

/// <summary>The form of sound in a message.</summary>
public enum AudioForm
{
    /// <summary>Sound is not taken.</summary>
    None,

    /// <summary><c>{"type": "input_audio", "input_audio": {"data": "…", "format": "wav"}}</c>.</summary>
    DataAndFormat,

    /// <summary><c>{"type": "input_audio", "input_audio": "…"}</c>, the data alone.</summary>
    Data,

    /// <summary><c>{"type": "input_audio", "input_audio": {"data": "data:audio/wav;base64,…", "format": "wav"}}</c>.</summary>
    DataUrlAndFormat,
}
