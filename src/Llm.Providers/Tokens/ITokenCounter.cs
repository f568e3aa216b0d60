namespace Llm.Providers;

/// <summary>Counts the tokens of a text on this machine.</summary>
/// <remarks>It is asked where the vendor does not count, and near the end of a context. The package Llm.Providers.Tokenizers has one; register it with <c>AddTokenizers()</c>, or an implementation of your own as a service.</remarks>
public interface ITokenCounter
{
    /// <summary>Counts the tokens of a text.</summary>
    /// <param name="model">The model that is to read it.</param>
    /// <param name="text">The text, without anything the wire adds around it.</param>
    /// <returns>Tokens; <see langword="null"/> when there is no tokenizer for the model, so that a rough rule counts.</returns>
    int? CountTokens(ModelItem model, string text);
}
