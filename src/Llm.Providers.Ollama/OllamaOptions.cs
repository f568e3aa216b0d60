namespace Llm.Providers.Ollama;

/// <summary>Settings of <see cref="OllamaProvider"/>, read from <c>LlmProviders:ollama</c>.</summary>
public sealed class OllamaOptions : LlmProviderOptions
{
    /// <summary>Initializes a new instance of the <see cref="OllamaOptions"/> class.</summary>
    /// <remarks>A key in <c>OLLAMA_API_KEY</c> is one of ollama.com: it goes there and to this machine, and to no other host that is not named here.</remarks>
    public OllamaOptions() => EnvironmentKeyHosts.Add(OllamaHost.Cloud.Host);

    /// <summary>Gets or sets the context a model is loaded with: input and output together.</summary>
    /// <value>Tokens, at least 1; sent as <c>num_ctx</c>. The default is <see langword="null"/>: the server's own, which is 4,096 tokens on small machines.</value>
    /// <remarks>
    /// A conversation that is longer than the context loses its oldest messages on the server, without a word; see <see cref="TruncateInput"/>.
    /// A call overrides it with <c>AdditionalProperties["num_ctx"]</c>; another value than the one before makes the server load the model again.
    /// See <see href="https://docs.ollama.com/context-length">context length</see>.
    /// </remarks>
    public int? ContextLength { get; set; }

    /// <summary>Gets or sets how long a model stays in memory after a call.</summary>
    /// <value>Zero unloads it at once, <see cref="Timeout.InfiniteTimeSpan"/> keeps it for ever. The default is <see langword="null"/>: the server's own, five minutes unless it is set otherwise.</value>
    /// <remarks>A call overrides it with <c>AdditionalProperties["keep_alive"]</c>. See <see href="https://docs.ollama.com/faq#how-do-i-keep-a-model-loaded-in-memory-or-make-it-unload-immediately">keep_alive</see>.</remarks>
    public TimeSpan? KeepAlive { get; set; }

    /// <summary>Gets or sets a value indicating whether the server may cut what does not fit into the context.</summary>
    /// <value>The default is <see langword="true"/>, as the server does it. With <see langword="false"/> <c>truncate: false</c> is sent, and input that is too long is an error.</value>
    public bool TruncateInput { get; set; } = true;
}
