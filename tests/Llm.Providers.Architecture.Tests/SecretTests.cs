using System.Reflection;
using System.Text.RegularExpressions;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Keys stay where they are: nothing that is printed, logged or compared holds one.</summary>
public sealed partial class SecretTests
{
    // Names of settings, of environment variables and of wire fields; none of them holds a secret.
    private static readonly HashSet<string> s_allowed =
    [
        "ConfigField.Key", "ProviderDescriptor.KeyField", "KeyRequest.KeyName", "ChatCompletionsDialect.MaxTokensField", "EmulatorRequest.Key",
    ];

    public static TheoryData<string> Assemblies => [.. Repository.Packages.Keys.Where(p => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{p}.dll")))];

    // A record prints its members: a key in one would be in every log line that shows it.
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_record_has_a_member_for_a_secret(string assembly)
    {
        var members = from type in Assembly.Load(assembly).GetExportedTypes()
                      where type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null)
                      from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                      where property.PropertyType == typeof(string) && Secret().IsMatch(property.Name) && !s_allowed.Contains($"{type.Name}.{property.Name}")
                      select $"{type.Name}.{property.Name}";

        Assert.Empty(members);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_exception_has_a_member_for_a_secret(string assembly)
    {
        var members = from type in Assembly.Load(assembly).GetExportedTypes()
                      where type.IsAssignableTo(typeof(Exception))
                      from property in type.GetProperties()
                      where Secret().IsMatch(property.Name)
                      select $"{type.Name}.{property.Name}";

        Assert.Empty(members);
    }

    [GeneratedRegex("Key|Secret|Token|Password")]
    private static partial Regex Secret();
}
