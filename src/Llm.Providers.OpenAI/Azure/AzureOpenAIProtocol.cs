using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>A protocol of OpenAI as Azure speaks it: the same bytes at another address, with the deployment in place of the model.</summary>
/// <param name="inner">The protocol.</param>
/// <param name="routes">Where its operation is.</param>
/// <param name="isBelowDeployments">Whether dated versions of the API have the operation below each deployment, rather than once for the resource.</param>
internal sealed class AzureOpenAIProtocol(ChatProtocol inner, AzureOpenAIRoutes routes, bool isBelowDeployments = true) : ChatProtocol
{
    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    public override bool KeepsConversations => inner.KeepsConversations;

    /// <inheritdoc/>
    public override StreamFraming Framing => inner.Framing;

    /// <inheritdoc/>
    public override bool TakesAddress(UriContent content) => inner.TakesAddress(content);

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        var deployment = routes.DeploymentOf(call.Model.Id);
        if (deployment == call.Model.Id)
        {
            inner.Render(call, request);
        }
        else
        {
            RenderAs(deployment, call, request);
        }

        request.Path = isBelowDeployments ? routes.Of(request.Path, deployment) : routes.Of(request.Path);
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response) => inner.Parse(body, call, response);

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new AzureOpenAIStreamReader(inner.CreateReader(call));

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => inner.ParseError(body);

    // The body names the deployment; all else that is known of the model stays.
    private void RenderAs(string deployment, ChatCall call, WireRequest request)
    {
        var deployed = new ChatCall(call.Model with { Id = deployment }, call.Messages, call.Options, call.Stream, call.UnsupportedOptions)
        {
            Origin = call.Origin, IncludeRaw = call.IncludeRaw, RawRequest = call.RawRequest,
        };
        inner.Render(deployed, request);
        foreach (var warning in deployed.Warnings)
        {
            call.Warn(warning);
        }
    }
}
