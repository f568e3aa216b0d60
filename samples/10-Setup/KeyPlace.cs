namespace Llm.Providers.Samples.Setup;

/// <summary>Where the key is to be kept.</summary>
internal enum KeyPlace
{
    /// <summary>In an environment variable or a key store: the user sees to it.</summary>
    Elsewhere,

    /// <summary>In the user secrets of a project, outside its folder.</summary>
    UserSecrets,

    /// <summary>In the file, in plain text.</summary>
    File,
}
