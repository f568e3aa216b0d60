using System.Text;
using Llm.Providers.Tests.Support;
using NSubstitute;

namespace Llm.Providers.Tests.Matrix;

/// <summary>Finds out what becomes of a case on a wire, from the bytes of the request alone.</summary>
internal static class LossProbe
{
    public static LossOutcome Probe(MatrixWire wire, LossCase lossCase)
    {
        var provider = wire.Create(new CannedHandler(""));
        var messages = lossCase.Messages(provider.Descriptor.Id);
        try
        {
            var (body, warnings) = Render(provider, wire.Model, messages, lossCase.Options);
            var said = warnings.Any(w => Names(w, lossCase));
            if (IsIn(body, provider, wire, lossCase, messages))
            {
                return said ? LossOutcome.Adapted : LossOutcome.Carried;
            }

            return said ? LossOutcome.Warned : lossCase.MayBeDefault ? LossOutcome.Default : LossOutcome.Lost;
        }
        catch (LlmProviderException e) when (e.Kind is LlmErrorKind.UnsupportedContent or LlmErrorKind.UnsupportedOption or LlmErrorKind.InvalidRequest)
        {
            return Names(e.Message, lossCase) ? LossOutcome.Refused : LossOutcome.Lost;
        }
    }

    private static bool Names(string message, LossCase lossCase) => lossCase.Words.Any(w => message.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(string body, BaseLlmProvider provider, MatrixWire wire, LossCase lossCase, IReadOnlyList<ChatMessage> messages)
    {
        var marked = lossCase.Marks.Count == 0 || lossCase.Marks.Any(m => body.Contains(m, StringComparison.Ordinal));
        return marked && (lossCase.Without is null || body != Render(provider, wire.Model, messages, lossCase.Without).Body);
    }

    private static (string Body, IReadOnlyList<string> Warnings) Render(BaseLlmProvider provider, string model, IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        var call = ChatCallFactory.Create(provider, provider.GetModel(model), messages, options, stream: false, Substitute.For<IChatClient>());
        using var request = new WireRequest();
        provider.ProtocolOf(call.Model).Render(call, request);
        return (request.Path + "\n" + (request.HasBody ? Encoding.UTF8.GetString(request.ToArray()) : ""), call.Warnings);
    }
}
