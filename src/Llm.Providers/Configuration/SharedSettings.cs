namespace Llm.Providers;

/// <summary>The settings every provider shares, by what they are about. Their defaults are those of the options class, read from an instance of it.</summary>
internal static class SharedSettings
{
    /// <summary>What is sent with calls that leave it open, and what is given back.</summary>
    public static ConfigSchema<TOptions> CallDefaults<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Number("Temperature", "Temperature", "Sent with calls that name none; empty leaves it to the vendor.", 0, 2, o => o.Temperature, (o, v) => o.Temperature = (float)v)
        .Integer("MaxOutputTokens", "Output limit", "Tokens; sent with calls that name none; empty leaves it to the vendor.", 1, null, o => o.MaxOutputTokens, (o, v) => o.MaxOutputTokens = v)
        .Integer("MaxInputCharacters", "Input limit in characters", "Characters of all messages and instructions together; a longer call is refused before it is sent. Empty for no limit.", 1, null, o => o.MaxInputCharacters, (o, v) => o.MaxInputCharacters = v)
        .Integer("MaxInputTokens", "Input limit in tokens", "Tokens of messages, instructions, tools and images together, as this machine estimates them; a longer call is refused before it is sent. Empty for no limit but the model's.", 1, null, o => o.MaxInputTokens, (o, v) => o.MaxInputTokens = v)
        .Choice("UnsupportedOptions", "Options the model cannot take", "Warn leaves them out and says so, Throw refuses the call, Drop leaves them out in silence.", o => o.UnsupportedOptions, (o, v) => o.UnsupportedOptions = v)
        .Choice("ParameterPolicy", "Parameters outside the range of the model", "Clamp takes the nearest value the model accepts, Drop leaves the parameter out, Throw refuses the call; each says so.", o => o.ParameterPolicy, (o, v) => o.ParameterPolicy = v)
        .Boolean("IncludeRawRepresentation", "Keep raw answers", "Whether responses carry what the vendor sent, beside what was read from it.", o => o.IncludeRawRepresentation, (o, v) => o.IncludeRawRepresentation = v);

    /// <summary>What is known of models beyond what is built in.</summary>
    public static ConfigSchema<TOptions> ModelFacts<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Text("ModelsFile", "Catalog file", "A file with facts of models, which go before those built in.", o => o.ModelsFile, (o, v) => o.ModelsFile = v)
        .Seconds("ModelListLifetime", "Life of the model list", "How long the vendor's list of models is kept before it is asked for again.", 0, 2_592_000, o => o.ModelListLifetime, (o, v) => o.ModelListLifetime = v);

    /// <summary>How often a failed call is tried again.</summary>
    public static ConfigSchema<TOptions> Retries<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Integer("MaxRetries", "Retries", "Tries after the first one; 0 means no retry.", 0, 10, o => o.MaxRetries, (o, v) => o.MaxRetries = v)
        .Seconds("MaxRetryDelay", "Longest wait before a retry", "How long to wait at most; a vendor that asks for more gets no retry.", 0, 86_400, o => o.MaxRetryDelay, (o, v) => o.MaxRetryDelay = v);

    /// <summary>How long each part of a call may take.</summary>
    public static ConfigSchema<TOptions> TimeLimits<TOptions>(this ConfigSchema<TOptions> schema, bool local)
        where TOptions : LlmProviderOptions, new()
    {
        var first = LlmTimeouts.DefaultFirstByte(local);
        return schema
            .Seconds("Timeout", "Wait for the first content", "How long a streamed answer may take to begin.", 1, 300, o => o.Timeouts.FirstByte ?? first, (o, v) => o.Timeouts.FirstByte = v)
            .Seconds("IdleTimeout", "Longest silence", "How long a streamed answer may pause between two pieces of content.", 1, 3_600, o => o.Timeouts.Idle, (o, v) => o.Timeouts.Idle = v)
            .Seconds("TotalTimeout", "Limit of a whole answer", "How long an answer that is not streamed may take, each attempt by itself.", 1, 86_400, o => o.Timeouts.Total, (o, v) => o.Timeouts.Total = v)
            .Seconds("ConnectTimeout", "Limit for connecting", "How long opening a connection may take.", 1, 300, o => o.Timeouts.Connect, (o, v) => o.Timeouts.Connect = v)
            .With(f => f with { NeedsRestart = true });
    }

    /// <summary>What may go where.</summary>
    public static ConfigSchema<TOptions> Security<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Boolean("AllowInsecureHttp", "Allow http to other machines", "Whether keys and words may travel unencrypted.", o => o.AllowInsecureHttp, (o, v) => o.AllowInsecureHttp = v)
        .List("EnvironmentKeyHosts", "Hosts that may get a key from the environment", "A key found in an environment variable goes to the vendor's own host and to these.", o => o.EnvironmentKeyHosts);

    /// <summary>What every request carries, and over how many connections.</summary>
    public static ConfigSchema<TOptions> Connections<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Map("Headers", "Headers", "HTTP headers added to every request.", o => o.Headers)
        .Integer("MaxConnectionsPerServer", "Connections per server", "Connections open to one server at a time.", 1, 10_000, o => o.MaxConnectionsPerServer, (o, v) => o.MaxConnectionsPerServer = v)
        .With(f => f with { NeedsRestart = true });
}
