namespace Llm.Providers;

/// <summary>What a setting was when it was read, to tell later whether code has changed it.</summary>
/// <param name="Text">The value in its written form.</param>
/// <param name="Source">Where it was found.</param>
/// <param name="Variable">The environment variable it was found in.</param>
internal readonly record struct BoundSetting(string? Text, SettingSource Source, string? Variable);
