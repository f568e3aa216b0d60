using System.Globalization;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Refuses input that is larger than the settings allow, before it is sent.</summary>
internal static class InputLimits
{
    public static void Check(ChatCall call, LlmProviderOptions settings, string providerId)
    {
        if (settings.MaxInputCharacters is { } most && InputText.Count(call.Messages, call.Options.Instructions) is var size && size > most)
        {
            throw TooLong(size, most, "characters", nameof(settings.MaxInputCharacters), providerId);
        }
    }

    private static LlmProviderException TooLong(long size, int most, string unit, string setting, string providerId) => new(
        LlmErrorKind.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"The messages and instructions of the call have {size} {unit}; {ConfigSchema.PathOf(providerId)}:{setting} allows {most}. Shorten the conversation or raise the limit."));
}
