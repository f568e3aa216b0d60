using System.Text.Json;
using System.Text.Json.Serialization;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>How the suites' own types are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Person[]))]
[JsonSerializable(typeof(Employee))]
[JsonSerializable(typeof(Shade?))]
[JsonSerializable(typeof(Sides))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(float))]
[JsonSerializable(typeof(char))]
[JsonSerializable(typeof(DateTime))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(TimeOnly))]
[JsonSerializable(typeof(TimeSpan))]
[JsonSerializable(typeof(Uri))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(List<int>))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(string))]
internal sealed partial class ScenarioJson : JsonSerializerContext
{
    /// <summary>Gets the options to give to functions and structured answers.</summary>
    public static JsonSerializerOptions WithAI => field ??= Create(); // not an initializer: Default must be there first

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions);
        options.TypeInfoResolverChain.Insert(0, Default);
        options.MakeReadOnly();
        return options;
    }
}

internal sealed record Person(string Name, int Age, Shade? Favorite = null);

internal sealed record Employee(string Name, Address Home, Address? Work);

internal sealed record Address(string Street, string City, int[] Rooms);

[JsonConverter(typeof(JsonStringEnumConverter<Shade>))]
internal enum Shade
{
    Red,
    Green,
    Blue,
}

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Sides>))]
internal enum Sides
{
    None = 0,
    Left = 1,
    Right = 2,
}
