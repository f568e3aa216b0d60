namespace Llm.Providers.Tests.Core.Routing;

/// <summary>Says in one word how a call went.</summary>
internal static class ServedExtensions
{
    public static async Task<string?> Served(this Task<ChatResponse> call)
    {
        try
        {
            return (await call).ServedBy();
        }
        catch (LlmProviderException e)
        {
            return e.Kind.ToString();
        }
    }
}
