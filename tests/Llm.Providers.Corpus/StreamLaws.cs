using System.Globalization;

namespace Llm.Providers.Corpus;

/// <summary>What holds for every stream, whatever its vendor sends.</summary>
internal static class StreamLaws
{
    public static void Check(Observation observation, Differences differences)
    {
        if (observation.Updates is not { Count: > 0 } updates)
        {
            return;
        }

        Count("law.messageIds", 1, updates.Select(u => u.MessageId).Distinct().Count(), differences);
        Count("law.responseIds", 1, updates.Select(u => u.ResponseId).Distinct().Count(), differences);
        var usages = updates.SelectMany(u => u.Contents).OfType<UsageContent>().Count();
        if (usages > 1)
        {
            Count("law.usages", 1, usages, differences);
        }

        var finish = updates.ToList().FindIndex(u => u.FinishReason is not null);
        if (finish >= 0)
        {
            Count("law.updatesAfterFinish", 0, updates.Count - finish - 1, differences);
        }
    }

    private static void Count(string law, int allowed, int found, Differences differences)
    {
        if (found != allowed)
        {
            differences.Add(law, allowed.ToString(CultureInfo.InvariantCulture), found.ToString(CultureInfo.InvariantCulture));
        }
    }
}
