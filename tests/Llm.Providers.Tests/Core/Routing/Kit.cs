using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>Makes groups whose targets answer from scripts.</summary>
internal static class Kit
{
    public const string Ok = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    public static CannedResponse Down { get; } = new(503, "{\"error\":{\"message\":\"down\"}}");

    /// <summary>A whole stream.</summary>
    public static string Stream(string text = "ok") => Fake.Events($"{{\"text\":\"{text}\"}}", "{\"finish\":\"stop\"}", "[DONE]");

    /// <summary>Makes the target of a provider with this name.</summary>
    public static ModelGroupTarget Target(string name, HttpMessageHandler handler, TimeProvider? time = null, ModelItem? model = null, int? weight = null, int? rank = null, Action<FakeOptions>? configure = null, Action<ChatOptions>? adjust = null)
    {
        var options = Fake.Options(configure);
        if (model is not null)
        {
            options.Models.Add(model);
        }

        var services = new ProviderServices(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, time ?? new EagerTime()) { Name = name };
        var id = model?.Id ?? "large";
        return new($"{name}/{id}") { Client = new FakeProvider(options, services).CreateChatClient(id), Weight = weight, Rank = rank, ConfigureOptions = adjust };
    }

    public static ModelGroup Group(TimeProvider? time, Action<ModelGroupOptions>? configure, params ModelGroupTarget[] targets)
    {
        var options = new ModelGroupOptions();
        foreach (var target in targets)
        {
            options.Targets.Add(target);
        }

        configure?.Invoke(options);
        return new("smart", options, time);
    }

    public static IChatClient Client(params ModelGroupTarget[] targets) => Group(null, null, targets).CreateChatClient();

    /// <summary>Makes a group of providers a, b, c and so on, whose failures are tried again at once.</summary>
    public static IChatClient Client(params CannedHandler[] handlers) => Client([.. handlers.Select((h, i) => Target(Name(i), h))]);

    public static string Name(int index) => ((char)('a' + index)).ToString();

    public static string? ServedBy(this ChatResponse response) => response.FindProperty(LlmPropertyNames.ServedBy) as string;

    public static IReadOnlyList<string>? Tried(this ChatResponse response) => response.FindProperty(LlmPropertyNames.TargetsTried) as IReadOnlyList<string>;
}
