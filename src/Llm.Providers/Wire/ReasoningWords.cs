using System.Globalization;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Says an amount of reasoning in the words and numbers that a model has.</summary>
public static class ReasoningWords
{
    private const string Option = "ChatOptions.Reasoning.Effort";

    // From the least to the most; vendors have some of them.
    private static readonly string[] s_scale = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    /// <summary>Chooses the word for an effort: the usual one if the model has it or nothing is known of its words, otherwise the nearest one it has, with a warning. Of two that are equally near, it is the higher.</summary>
    /// <param name="call">The call.</param>
    /// <param name="effort">The effort that is asked for.</param>
    /// <returns>One of <c>none minimal low medium high xhigh max</c>.</returns>
    public static string Choose(ChatCall call, ReasoningEffort effort)
    {
        ArgumentNullException.ThrowIfNull(call);
        var wanted = PlaceOf(effort);
        var best = Nearest(wanted, call.Model.Reasoning?.Efforts ?? []);
        if (best is null || best == s_scale[wanted])
        {
            return s_scale[wanted];
        }

        call.Warn($"{Option} {effort} was sent as {best}: {call.Model.Id} has no {s_scale[wanted]}.");
        return best;
    }

    /// <summary>Tells whether a model is known to have the usual word for an effort.</summary>
    /// <param name="model">The model.</param>
    /// <param name="effort">The effort.</param>
    /// <returns><see langword="true"/> or <see langword="false"/> when its words are known, otherwise <see langword="null"/>.</returns>
    public static bool? Has(ModelItem model, ReasoningEffort effort)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Reasoning is { Efforts: { Count: > 0 } efforts } ? efforts.Contains(s_scale[PlaceOf(effort)], StringComparer.Ordinal) : null;
    }

    /// <summary>Brings a budget of reasoning tokens into the range of the model, with a warning where it changes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tokens">The budget that stands for the effort.</param>
    /// <returns>The budget to send, in tokens.</returns>
    public static int Budget(ChatCall call, int tokens)
    {
        ArgumentNullException.ThrowIfNull(call);
        var range = call.Model.Reasoning;
        var fitting = Math.Min(Math.Max(tokens, range?.MinimumBudget ?? 0), range?.MaximumBudget ?? int.MaxValue);
        if (fitting != tokens)
        {
            call.Warn(string.Create(CultureInfo.InvariantCulture, $"{Option}: a budget of {tokens} tokens was sent as {fitting}, which is what {call.Model.Id} takes."));
        }

        return fitting;
    }

    private static int PlaceOf(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => 0,
        ReasoningEffort.Low => 2,
        ReasoningEffort.Medium => 3,
        ReasoningEffort.High => 4,
        _ => 5,
    };

    private static string? Nearest(int wanted, IReadOnlyList<string> words)
    {
        string? best = null;
        var distance = int.MaxValue;
        foreach (var word in words)
        {
            var place = Array.IndexOf(s_scale, word);
            var away = Math.Abs(place - wanted);
            if (place >= 0 && (away < distance || (away == distance && place > wanted)))
            {
                (best, distance) = (word, away);
            }
        }

        return best;
    }
}
