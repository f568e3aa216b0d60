namespace Llm.Providers.Google;

/// <summary>A function call of the turn before, as it was sent.</summary>
/// <param name="CallId">The id it has in the conversation.</param>
/// <param name="Order">Its place among the calls of the turn.</param>
/// <param name="Name">The name of the function.</param>
/// <param name="Id">The id the vendor gave it; <see langword="null"/> when it gave none.</param>
internal sealed record SentCall(string CallId, int Order, string Name, string? Id)
{
    /// <summary>Takes the call that a result answers. Of several with one id, which some vendors give, the results come in the order of the calls.</summary>
    public static SentCall? Take(List<SentCall> calls, string callId)
    {
        var index = calls.FindIndex(c => c.CallId == callId);
        if (index < 0)
        {
            return null;
        }

        var call = calls[index];
        calls.RemoveAt(index);
        return call;
    }
}
