using Microsoft.Extensions.Configuration;

namespace Llm.Providers;

/// <summary>Reads <c>LlmProviders:&lt;provider&gt;:Models</c>: facts of models by their ids, in the words of the catalog files.</summary>
internal static class ModelSettingsBinder
{
    /// <summary>The name of the section below that of the provider.</summary>
    public const string Section = "Models";

    /// <summary>Reads the section; what cannot be read becomes a fault with its path, and the rest still counts.</summary>
    /// <param name="provider">The section of the provider; <see langword="null"/> for none.</param>
    /// <param name="path">Its path, for faults.</param>
    /// <param name="faults">Where faults are added.</param>
    public static List<ModelPatch> Bind(IConfiguration? provider, string path, List<ConfigFault> faults)
    {
        List<ModelPatch> patches = [];
        foreach (var model in provider?.GetSection(Section).GetChildren() ?? [])
        {
            BindModel(model, model.Key, $"{path}:{Section}:{model.Key}", patches, faults);
        }

        return patches;
    }

    private static void BindModel(IConfigurationSection section, string id, string path, List<ModelPatch> patches, List<ConfigFault> faults)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            faults.Add(new(path, $"{path} is '{Redaction.Redact(section.Value, null)}'; it must hold facts of the model, such as {path}:Context."));
            return;
        }

        var patch = new ModelPatch(id);
        var isModel = false;
        foreach (var child in children)
        {
            if (ModelSettings.Find(child.Key) is { } set)
            {
                isModel = true;
                Set(patch, child, set, $"{path}:{child.Key}", faults);
            }
            else if (child.Value is null)
            {
                BindModel(child, $"{id}:{child.Key}", $"{path}:{child.Key}", patches, faults); // configuration cuts an id such as qwen3:8b at its colon
            }
            else
            {
                faults.Add(new($"{path}:{child.Key}", $"{path}:{child.Key} is no fact of a model.{Suggestions.For(child.Key, ModelSettings.Names)} Known are {string.Join(", ", ModelSettings.Names)}."));
            }
        }

        if (isModel)
        {
            patches.Add(patch);
        }
    }

    private static void Set(ModelPatch patch, IConfigurationSection value, Action<ModelPatch, IConfigurationSection> set, string path, List<ConfigFault> faults)
    {
        try
        {
            set(patch, value);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            var expected = e.Message.StartsWith("must ", StringComparison.Ordinal) ? e.Message : "must be " + ModelSettings.Expected(value.Key);
            faults.Add(new(path, $"{path}: '{Redaction.Redact(value.Value, null)}' cannot be read; it {expected}."));
        }
    }
}
