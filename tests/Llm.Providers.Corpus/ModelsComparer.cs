namespace Llm.Providers.Corpus;

/// <summary>Compares a list of models.</summary>
internal static class ModelsComparer
{
    public static void Compare(JsonElement expected, Observation observation, Differences differences)
    {
        if (observation.Models is not { Count: > 0 } models)
        {
            differences.Add("models", expected.GetRawText(), "none");
            return;
        }

        foreach (var field in expected.EnumerateObject())
        {
            var path = $"models.{field.Name}";
            switch (field.Name)
            {
                case "count":
                    differences.Number(path, field.Value, models.Count);
                    break;
                case "firstIds":
                    differences.Texts(path, field.Value, models.Take(field.Value.GetArrayLength()).Select(m => m.Id));
                    break;
                case "lastId":
                    differences.Text(path, field.Value, models[^1].Id);
                    break;
                default:
                    differences.Add(path, "a field that can be compared", "one that is not known");
                    break;
            }
        }
    }
}
