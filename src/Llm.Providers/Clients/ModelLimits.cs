using System.Globalization;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Keeps the output limit of a call within what its model can write and what its context leaves. Only known numbers count.</summary>
internal static class ModelLimits
{
    /// <summary>A rough count may be wrong by half; text that seems to take this many times the window does not fit, however it is counted.</summary>
    private const int CertainlyTooLong = 3;

    public static ChatCall Apply(ChatCall call, ITokenCounter? counter)
    {
        var model = call.Model;
        var reason = "";
        call.OutputRoom = model.MaxOutputTokens;
        var wanted = call.Options.MaxOutputTokens ?? model.MaxOutputTokens ?? 1;
        if (model.ContextWindow is { } window && TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Most).Total + wanted > window)
        {
            var input = Estimate(call, counter);
            if (window - input is >= 1 and var left && left < (call.OutputRoom ?? int.MaxValue))
            {
                call.OutputRoom = (int)left;
                reason = string.Create(CultureInfo.InvariantCulture, $"its context of {window} tokens leaves no more beside an input of about {input}");
            }
        }

        return call.Options.MaxOutputTokens > call.OutputRoom ? Clamp(call, call.OutputRoom.Value, reason) : call;
    }

    // Documents and sound are left out: a guess from their bytes must not cut an answer short.
    private static long Estimate(ChatCall call, ITokenCounter? counter)
    {
        var rough = TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Rough);
        if ((call.Model.MaxInputTokens ?? call.Model.ContextWindow) is { } most && rough.Text > CertainlyTooLong * (long)most && !call.Model.IsInferred)
        {
            throw new LlmProviderException(LlmErrorKind.ContextLengthExceeded, string.Create(CultureInfo.InvariantCulture, $"The conversation takes about {rough.Text} tokens, and {call.Model.ProviderId}/{call.Model.Id} takes {most}. Shorten it or choose a model with a larger context. Nothing was sent."));
        }

        if (counter is null)
        {
            return (rough.Text * 11 / 10) + rough.Images; // a tenth more: a limit that is too high is answered with an error, one a little lower is not
        }

        var counted = TokenEstimate.Of(call.Messages, call.Options, TokenMeter.Of(call.Model, counter));
        return counted.Text + counted.Images;
    }

    private static ChatCall Clamp(ChatCall call, int room, string reason)
    {
        reason = reason.Length > 0 ? reason : "it writes no more";
        call.Warn(string.Create(CultureInfo.InvariantCulture, $"ChatOptions.MaxOutputTokens {call.Options.MaxOutputTokens} was sent as {room} to {call.Model.Id}: {reason}."));
        var options = call.Options.Clone();
        options.MaxOutputTokens = room;
        return call.With(options);
    }
}
