namespace Llm.Providers;

/// <summary>Everything that is wrong with the settings of one provider instance, found without making it.</summary>
internal static class ProviderFaults
{
    public static List<string> Find(ProviderDescriptor descriptor, string providerId, LlmProviderOptions options, KeyChain keys)
    {
        var path = ConfigSchema.PathOf(providerId);
        List<ConfigFault> faults = [.. options.BindFaults, .. descriptor.Schema.Validate(options, path), .. descriptor.Schema.FindMissing(options, path)];
        var messages = faults.ConvertAll(f => f.Message);
        if (descriptor.Schema.KeyField is { Required: true } && !keys.MayHaveKey())
        {
            messages.Add(keys.Missing().Message);
        }

        if (!string.IsNullOrWhiteSpace(options.ModelsFile))
        {
            messages.AddRange(FindInModelsFile(descriptor, providerId, options.ModelsFile));
        }

        return messages;
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
