using System.Reflection;
using System.Text.RegularExpressions;

namespace Llm.Providers.Tests.WireCases;

/// <summary>Finds the tests that bear the number of a case, in their name or as a trait, and the wires they are about.</summary>
internal static partial class NamedTests
{
    private static readonly (string Prefix, string Wire)[] s_places =
    [
        ("Llm.Providers.Tests.OpenAICompatible", WireCaseTable.Chat),
        ("Llm.Providers.Tests.OpenAI.Azure", WireCaseTable.Chat),
        ("Llm.Providers.Tests.OpenAI.Responses", WireCaseTable.Responses),
        ("Llm.Providers.Tests.Anthropic", WireCaseTable.Messages),
        ("Llm.Providers.Tests.Google", WireCaseTable.Gemini),
        ("Llm.Providers.Tests.Ollama", WireCaseTable.Ollama),
        ("Llm.Providers.Tests.Core", WireCaseTable.Core),
    ];

    /// <summary>Gives the case, the wire and the name of each test. A theory over the wires of the chaos is about all of them.</summary>
    public static IEnumerable<(string Case, string Wire, string Test)> All() =>
        from type in typeof(NamedTests).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false, Namespace: not null }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.IsDefined(typeof(FactAttribute), inherit: true)
        from number in NumbersOf(type, method)
        from wire in WiresOf(type, method)
        select (number, wire, $"{type.FullName}.{method.Name}");

    private static IEnumerable<string> NumbersOf(Type type, MethodInfo method)
    {
        var traits = type.GetCustomAttributesData().Concat(method.GetCustomAttributesData())
            .Where(a => a.AttributeType == typeof(TraitAttribute)).Select(a => (string)a.ConstructorArguments[1].Value!).Where(v => Number().IsMatch(v));
        return traits.Append(method.Name.Split('_')[0]).Where(n => Number().IsMatch(n)).Distinct();
    }

    private static IEnumerable<string> WiresOf(Type type, MethodInfo method)
    {
        if (type.Namespace == "Llm.Providers.Tests.Chaos")
        {
            return method.GetParameters() is [{ Name: "wire" }, ..] ? WireCaseTable.Every : [];
        }

        return s_places.Where(p => type.Namespace == p.Prefix || type.Namespace!.StartsWith(p.Prefix + ".", StringComparison.Ordinal)).Select(p => p.Wire);
    }

    [GeneratedRegex("^T[0-9]{2}$")]
    private static partial Regex Number();
}
