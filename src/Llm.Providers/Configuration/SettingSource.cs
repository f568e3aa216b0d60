namespace Llm.Providers;

/// <summary>Where the value of a setting comes from.</summary>
public enum SettingSource
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary>The application's code.</summary>
    Code,

    /// <summary>A callback or an <see cref="IKeyResolver"/>.</summary>
    Callback,

    /// <summary>The application's configuration.</summary>
    Configuration,

    /// <summary>An <see cref="IKeyStore"/>.</summary>
    Store,

    /// <summary>An environment variable.</summary>
    Environment,
}
