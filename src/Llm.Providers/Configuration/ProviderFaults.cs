namespace Llm.Providers;

/// <summary>Everything that is wrong with the settings of one provider instance, found without making it.</summary>
internal static class ProviderFaults
{
    public static IReadOnlyList<ConfigFault> Find(ProviderDescriptor descriptor, string providerId, LlmProviderOptions options, KeyChain keys)
    {
        var path = ConfigSchema.PathOf(providerId);
        List<ConfigFault> faults = [.. descriptor.Schema.FindFaults(options, path)];
        if (descriptor.Schema.KeyField is { Required: true } key && !keys.MayHaveKey())
        {
            faults.Add(new($"{path}:{key.Key}", keys.Missing().Message));
        }

        if (!string.IsNullOrWhiteSpace(options.ModelsFile))
        {
            faults.AddRange(FindInModelsFile(descriptor, providerId, options.ModelsFile).Select(message => new ConfigFault($"{path}:{nameof(options.ModelsFile)}", message)));
        }

        return faults;
    }

    private static IReadOnlyList<string> FindInModelsFile(ProviderDescriptor descriptor, string providerId, string path)
    {
        try
        {
            return ModelFileSource.Read(path, descriptor, providerId, out _);
        }
        catch (LlmProviderException e)
        {
            return [e.Message];
        }
    }
}
