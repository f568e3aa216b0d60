using System.Globalization;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Refuses input that is larger than the settings allow, before it is sent.</summary>
internal static class InputLimits
{
    public static void Check(ChatCall call, LlmProviderOptions settings, string providerId, ITokenCounter? counter)
    {
        if (settings.MaxInputCharacters is { } mostCharacters && InputText.Count(call.Messages, call.Options.Instructions) is var size && size > mostCharacters)
        {
            throw TooLong(string.Create(CultureInfo.InvariantCulture, $"{size} characters"), mostCharacters, nameof(settings.MaxInputCharacters), providerId);
        }

        if (settings.MaxInputTokens is { } mostTokens && CountTokens(call, mostTokens, counter) is var tokens && tokens > mostTokens)
        {
            throw TooLong(string.Create(CultureInfo.InvariantCulture, $"about {tokens} tokens"), mostTokens, nameof(settings.MaxInputTokens), providerId);
        }
    }

    // The tokenizer is asked only where the quick measure, which is never too little, does not settle it.
    private static long CountTokens(ChatCall call, int most, ITokenCounter? counter) =>
        TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Most).Total is var atMost && atMost <= most
            ? atMost
            : TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Of(call.Model, counter)).Total;

    private static LlmProviderException TooLong(string size, int most, string setting, string providerId) => new(
        LlmErrorKind.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"The messages and instructions of the call have {size}; {ConfigSchema.PathOf(providerId)}:{setting} allows {most}. Shorten the conversation or raise the limit."));
}
