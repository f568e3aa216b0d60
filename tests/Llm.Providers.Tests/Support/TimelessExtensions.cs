namespace Llm.Providers.Tests.Support;

/// <summary>Takes out of responses what differs between two answers that say the same.</summary>
internal static class TimelessExtensions
{
    /// <summary>Removes the time to the first content, so that two responses can be compared whole.</summary>
    public static ChatResponse Timeless(this ChatResponse response)
    {
        response.AdditionalProperties?.Remove(LlmPropertyNames.TimeToFirstContent);
        foreach (var message in response.Messages)
        {
            message.AdditionalProperties?.Remove(LlmPropertyNames.TimeToFirstContent);
        }

        return response;
    }
}
