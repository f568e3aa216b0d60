using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A request, checked as the vendor checks it and put into neutral terms.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
/// <param name="Thinks">Whether the model is told to think.</param>
internal sealed record MessagesBody(ScenarioPrompt Prompt, bool Stream, bool Thinks)
{
    /// <summary>From this version on, sampling parameters are gone and messages may have the role system.</summary>
    private const string LaterVersion = "2026-10-21";

    private const int LeastBudget = 1024;
    private const string ScenarioPrefix = "scenario:";

    private static readonly HashSet<string> s_prompt = ["model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "cache_control", "context_management", "mcp_servers", "speed"];

    private static readonly HashSet<string> s_all =
    [
        .. s_prompt, "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier", "container", "inference_geo", "diagnostics",
    ];

    private static readonly string[] s_sampling = ["temperature", "top_p", "top_k"];

    public static MessagesBody Read(EmulatorRequest request)
    {
        var isLater = IsLater(request);
        var root = ReadMembers(request, s_all);
        if (!root.Has("max_tokens"))
        {
            throw MessagesFaults.Missing("max_tokens");
        }

        MessagesFaults.CheckNumber(root, "max_tokens", 1);
        CheckSampling(root, isLater);
        var thinks = ReadThinking(root);
        var prompt = ReadPrompt(root, isLater, thinks) with
        {
            MaxOutputTokens = (int)root.NumberOr("max_tokens", 1),
            StopSequences = [.. root.Items("stop_sequences").Select(ReadStop)],
        };
        CheckBudget(root.Member("thinking"), prompt);
        return new(prompt, root.Flag("stream"), thinks);
    }

    public static MessagesBody ReadForCounting(EmulatorRequest request) =>
        new(ReadPrompt(ReadMembers(request, s_prompt), IsLater(request), thinks: false), Stream: false, Thinks: false);

    private static bool IsLater(EmulatorRequest request) =>
        request.Header("anthropic-version") is { } version ? string.CompareOrdinal(version, LaterVersion) >= 0 : throw MessagesFaults.Invalid("anthropic-version: header is required");

    private static JsonElement ReadMembers(EmulatorRequest request, HashSet<string> known)
    {
        var root = MessagesFaults.ReadObject(request);
        foreach (var member in root.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw MessagesFaults.Extra(member.Name);
            }
        }

        return root;
    }

    private static ScenarioPrompt ReadPrompt(JsonElement root, bool isLater, bool thinks)
    {
        var model = MessagesFaults.Text(root, "model", "");
        MessagesCaching.Check(root);
        var conversation = MessagesTurns.Read(root.Member("messages"), isLater);
        conversation.CheckThinking(thinks && root.Member("thinking").TextOr("type", "") == "enabled");
        var system = MessagesContent.ReadSystem(root.Member("system"), "system");
        var prompt = new ScenarioPrompt { Model = model, InputTokens = TokenEstimate.Of(system) };
        prompt = MessagesToolList.AddTo(prompt, root, thinks);
        return conversation.AddTo(ReadFormat(root, prompt));
    }

    private static void CheckSampling(JsonElement root, bool isLater)
    {
        if (isLater && s_sampling.FirstOrDefault(name => root.Has(name)) is { } gone)
        {
            throw MessagesFaults.Extra(gone);
        }

        MessagesFaults.CheckNumber(root, "temperature", 0, 1);
        MessagesFaults.CheckNumber(root, "top_p", 0, 1);
        MessagesFaults.CheckNumber(root, "top_k", 0);
    }

    private static string ReadStop(JsonElement stop) => stop.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(stop.GetString())
        ? stop.GetString()!
        : throw MessagesFaults.Invalid("stop_sequences: each stop sequence must contain non-whitespace");

    private static bool ReadThinking(JsonElement root)
    {
        var thinking = root.Member("thinking");
        if (thinking.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        switch (thinking.TextOr("type", ""))
        {
            case "disabled" or "between_tools":
                return false;
            case "adaptive" when thinking.Has("budget_tokens"):
                throw MessagesFaults.Extra("thinking.adaptive.budget_tokens");
            case "adaptive":
                break;
            case "enabled":
                CheckLeastBudget(thinking);
                break;
            case var other:
                throw MessagesFaults.Invalid($"thinking: Input tag '{other}' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'");
        }

        if (root.NumberOr("temperature", 1) is not 1)
        {
            throw MessagesFaults.Invalid("`temperature` may only be set to 1 when thinking is enabled.");
        }

        return root.Has("top_k") ? throw MessagesFaults.Invalid("`top_k` must be unset when thinking is enabled.") : true;
    }

    private static void CheckLeastBudget(JsonElement thinking)
    {
        var budget = thinking.Has("budget_tokens") ? thinking.NumberOr("budget_tokens", 0) : throw MessagesFaults.Missing("thinking.enabled.budget_tokens");
        if (budget < LeastBudget)
        {
            throw MessagesFaults.Invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        }
    }

    // Clients that check scenarios ask for all of them with one small limit: there the answer counts, everywhere else the limit does.
    private static void CheckBudget(JsonElement thinking, ScenarioPrompt prompt)
    {
        if (thinking.NumberOr("budget_tokens", 0) >= prompt.MaxOutputTokens && !prompt.UserText.StartsWith(ScenarioPrefix, StringComparison.Ordinal))
        {
            throw MessagesFaults.Invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
    }

    private static ScenarioPrompt ReadFormat(JsonElement root, ScenarioPrompt prompt)
    {
        var config = root.Member("output_config");
        if (config.Has("effort") && config.TextOr("effort", "") is not ("low" or "medium" or "high" or "xhigh" or "max"))
        {
            throw MessagesFaults.Invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
        }

        var format = config.Member("format");
        if (format.ValueKind == JsonValueKind.Undefined)
        {
            return prompt;
        }

        if (format.TextOr("type", "") != "json_schema")
        {
            throw MessagesFaults.Invalid("output_config.format.type: Input should be 'json_schema'");
        }

        var schema = format.Has("schema") ? format.Member("schema") : throw MessagesFaults.Missing("output_config.format.schema");
        MessagesSchema.Check(schema, "output_config.format.schema");
        return prompt with { WantsJson = true, ReplySchema = schema };
    }
}
