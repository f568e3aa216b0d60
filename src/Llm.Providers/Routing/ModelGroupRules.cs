using System.Globalization;

namespace Llm.Providers;

/// <summary>What a group must be like, and the words for what is not.</summary>
internal static class ModelGroupRules
{
    /// <summary>The attempts of a call to a single model with the settings every provider starts with.</summary>
    public const int UsualAttempts = 4;

    private const int MostTargets = 64; // bits of a number
    public const int MostWeight = 1_000_000;
    public const int MostAttempts = 100;
    public const int MostRetries = 10;

    private static readonly TimeSpan s_longestCoolDown = TimeSpan.FromDays(1);

    public static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && !name.AsSpan().ContainsAny('/', ':');

    public static List<string> FindFaults(string name, ModelGroupOptions options, bool needClients = true)
    {
        var path = ModelGroupBinder.PathOf(name);
        List<string> faults = [.. options.BindFaults];

        void Require(bool valid, string setting, string fault)
        {
            if (!valid)
            {
                faults.Add($"{path}{setting} {fault}");
            }
        }

        Require(IsName(name), "", "cannot name a group: a name is not empty and holds no slash or colon.");
        Require(options.Targets.Count > 0, "", "names no model; give at least one, such as \"openai/gpt-5-mini\".");
        Require(options.Targets.Count <= MostTargets, "", $"has {options.Targets.Count} targets; it may have {MostTargets}.");
        Require(options.MaxRetries is >= 0 and <= MostRetries, ":MaxRetries", $"is {options.MaxRetries}; it must be between 0 and {MostRetries}.");
        Require(options.MaxAttempts is null or (>= 1 and <= MostAttempts), ":MaxAttempts", $"is {options.MaxAttempts}; it must be between 1 and {MostAttempts}.");
        Require(options.CoolDown >= TimeSpan.Zero && options.CoolDown <= s_longestCoolDown, ":CoolDown", string.Create(CultureInfo.InvariantCulture, $"is {options.CoolDown.TotalSeconds} seconds; it must be between 0 and {s_longestCoolDown.TotalSeconds} seconds."));
        Require(options.FailuresBeforeCoolDown >= 1, ":FailuresBeforeCoolDown", $"is {options.FailuresBeforeCoolDown}; it must be at least 1.");
        Require(!options.FailOverOn.Contains(LlmErrorKind.InvalidRequest), "", "fails over on InvalidRequest: what one model refuses as invalid would be sent to all, and the mistake would stay hidden.");
        CheckTargets(options.Targets, path, needClients, faults);
        return faults;
    }

    /// <summary>Finds the rank of each target: as given, or one for each, but for neighbours that have a weight.</summary>
    public static int[] RanksOf(IList<ModelGroupTarget> targets)
    {
        var ranks = new int[targets.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            var joins = i > 0 && targets[i].Weight is not null && targets[i - 1].Weight is not null;
            ranks[i] = targets[i].Rank ?? (i == 0 ? 0 : ranks[i - 1] + (joins ? 0 : 1));
        }

        return ranks;
    }

    private static void CheckTargets(IList<ModelGroupTarget> targets, string path, bool needClients, List<string> faults)
    {
        var ranks = RanksOf(targets);
        var ranked = targets.Count(t => t.Rank is not null);
        if (ranked > 0 && ranked < targets.Count)
        {
            faults.Add($"{path} gives some targets a Rank and others none; give it to all of them or to none.");
        }

        for (var i = 0; i < targets.Count; i++)
        {
            var (target, rank) = (targets[i], ranks[i]);
            var place = target.Path ?? $"{path}:{i}";
            if (string.IsNullOrWhiteSpace(target.Model))
            {
                faults.Add($"{place} names no model.");
            }
            else if (targets.Take(i).Any(t => string.Equals(t.Model, target.Model, StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add($"{place} names {target.Model} a second time.");
            }

            if (target.Weight is < 1 or > MostWeight)
            {
                faults.Add($"{place}: the Weight of {target.Model} is {target.Weight}; it must be between 1 and {MostWeight}.");
            }
            else if (target.Weight is not null && targets.Count > 1 && ranks.Count(r => r == rank) == 1)
            {
                faults.Add($"{place}: the Weight of {target.Model} has nothing to be weighed against; give the targets it shares its calls with a Weight or the same Rank, too.");
            }

            if (needClients && target.Client is null)
            {
                faults.Add($"{place}: {target.Model} has no client; set ModelGroupTarget.Client, or add the group to the builder that AddLlmProviders() returns.");
            }
        }
    }
}
