namespace Llm.Providers;

/// <summary>Whose call it was, for telemetry.</summary>
/// <param name="Operation">OpenTelemetry's word for what was done, <c>chat</c> or <c>embeddings</c>.</param>
/// <param name="Provider">OpenTelemetry's name of the provider.</param>
/// <param name="RequestModel">The model that was asked for.</param>
/// <param name="ResponseModel">The model that answered.</param>
internal readonly record struct CallTags(string Operation, string Provider, string RequestModel, string ResponseModel);
