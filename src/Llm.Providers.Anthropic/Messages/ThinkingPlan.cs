using System.Globalization;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>How much a model thinks in a call, and the output limit that leaves room for it.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/thinking">thinking</see>.</remarks>
internal sealed class ThinkingPlan
{
    /// <summary>The smallest budget: https://platform.claude.com/docs/en/build-with-claude/extended-thinking.</summary>
    private const int LeastBudget = 1024;

    private const string Option = "ChatOptions.Reasoning";

    private readonly ChatCall _call;
    private string? _type;
    private string? _display;
    private int _budget;

    private ThinkingPlan(ChatCall call, int maxTokens) => (_call, MaxTokens) = (call, maxTokens);

    /// <summary>Gets the output limit, thinking included.</summary>
    /// <value>Tokens.</value>
    public int MaxTokens { get; private set; }

    /// <summary>Gets a value indicating whether the request asks the model to think.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Gets the word for <c>output_config.effort</c>; <see langword="null"/> for none.</summary>
    public string? Effort { get; private set; }

    public static ThinkingPlan Of(ChatCall call, MessagesDialect dialect, RequestExtras extras)
    {
        var plan = new ThinkingPlan(call, call.Options.MaxOutputTokens ?? call.OutputRoom ?? call.Model.MaxOutputTokens ?? dialect.DefaultMaxOutputTokens);
        if (extras.Has("thinking"))
        {
            plan.IsOn = call.Options.AdditionalProperties?.GetValueOrDefault("thinking") is not JsonElement given || given.Text("type"u8) is not "disabled";
        }
        else if (call.Options.Reasoning is { } reasoning)
        {
            plan.Decide(reasoning, call.Model.Reasoning, dialect);
        }

        return plan;
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        if (_type is null)
        {
            return;
        }

        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, _type);
        if (_budget > 0)
        {
            json.WriteNumber("budget_tokens"u8, _budget);
        }

        if (_display is not null)
        {
            json.WriteString("display"u8, _display);
        }

        json.WriteEndObject();
    }

    private void Decide(ReasoningOptions reasoning, ReasoningSupport? facts, MessagesDialect dialect)
    {
        var isKnown = facts?.Adaptive is not null || facts?.TakesBudget is not null;
        var adapts = dialect.ForcesThinking || !isKnown ? dialect.Thinking == AnthropicThinking.Adaptive : facts!.Adaptive == true;
        if (reasoning.Effort == ReasoningEffort.None && facts?.CanBeOff == false)
        {
            _call.RejectedByModel($"{Option}.Effort None", $"is not accepted by {_call.Model.Id}, which always thinks,");
            return;
        }

        if (reasoning.Effort == ReasoningEffort.None)
        {
            _type = "disabled";
            return;
        }

        if (reasoning.Effort is null && (reasoning.Output is null || !adapts))
        {
            if (reasoning.Output is not (null or ReasoningOutput.None))
            {
                _call.Unsupported($"{Option}.Output", $"needs {Option}.Effort with {_call.Model.Id}");
            }

            return;
        }

        if (_call.Options.ToolMode is RequiredChatToolMode && _call.Options.Tools is { Count: > 0 })
        {
            _call.Unsupported(Option, "cannot be asked for together with a tool that must be called");
            return;
        }

        if (adapts)
        {
            Adapt(reasoning.Effort);
        }
        else if (!SetBudget(reasoning.Effort!.Value))
        {
            return;
        }

        IsOn = true;
        _display = reasoning.Output switch
        {
            null => null,
            ReasoningOutput.None => "omitted",
            _ => "summarized",
        };
        if (reasoning.Output == ReasoningOutput.Full)
        {
            _call.Warn($"{Option}.Output Full was sent as a summary: the API gives no more.");
        }
    }

    private void Adapt(ReasoningEffort? effort)
    {
        _type = "adaptive";
        Effort = effort is { } asked ? ReasoningWords.Choose(_call, asked) : null;
    }

    // A limit that the caller gave is for the answer: thinking comes on top of it, as far as the model can write.
    private bool SetBudget(ReasoningEffort effort)
    {
        var wanted = ReasoningWords.Budget(_call, effort switch
        {
            ReasoningEffort.Low => LeastBudget,
            ReasoningEffort.Medium => 8 * 1024,
            ReasoningEffort.High => 16 * 1024,
            _ => 32 * 1024,
        });
        var given = MaxTokens;
        if (wanted >= MaxTokens)
        {
            MaxTokens = Math.Min(wanted + given, Math.Max(given, _call.Model.MaxOutputTokens ?? int.MaxValue));
        }

        _budget = wanted < given ? wanted : Math.Min(wanted, MaxTokens - Math.Min(given, MaxTokens / 2));
        if (_budget < LeastBudget)
        {
            _budget = 0;
            MaxTokens = given;
            _call.Unsupported($"{Option}.Effort", string.Create(CultureInfo.InvariantCulture, $"needs an output limit above {2 * LeastBudget} tokens"));
            return false;
        }

        if (MaxTokens != given)
        {
            _call.Warn(string.Create(CultureInfo.InvariantCulture, $"The output limit of {given} tokens was sent as {MaxTokens}: thinking counts towards it and must fit in."));
        }

        if (_budget != wanted)
        {
            _call.Warn(string.Create(CultureInfo.InvariantCulture, $"{Option}.Effort {effort} was sent as a budget of {_budget} tokens, which is what the output limit leaves."));
        }

        _type = "enabled";
        return true;
    }
}
