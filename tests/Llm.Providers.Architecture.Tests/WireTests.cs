using System.Reflection;
using System.Runtime.CompilerServices;
using Llm.Providers.Wire;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Protocols are pure: values to bytes and bytes to values.</summary>
public sealed class WireTests
{
    private static readonly Type[] s_kinds = [typeof(ChatProtocol), typeof(ChatStreamReader), typeof(EmbeddingProtocol), typeof(ModelListProtocol)];

    public static TheoryData<string> Providers => [.. Repository.Providers];

    public static TheoryData<string> Protocols =>
        [.. Repository.Providers.SelectMany(p => Assembly.Load(p).GetTypes()).Where(t => s_kinds.Any(k => t.IsSubclassOf(k))).Select(t => t.AssemblyQualifiedName!)];

    // A provider may put a key on a request, which needs HttpRequestMessage and its headers; nothing may send one or read an answer.
    [Theory]
    [MemberData(nameof(Providers))]
    public void No_provider_sends_or_receives_anything_itself(string package)
    {
        using var assembly = new AssemblyFile(package);

        var used = assembly.ReferencedTypes.Where(t => t.Namespace.StartsWith("System.Net", StringComparison.Ordinal)).Select(t => t.Name).Distinct();

        Assert.Empty(used.Except(["HttpMethod", "HttpRequestMessage", "HttpRequestHeaders", "HttpHeaders", "AuthenticationHeaderValue", "WebUtility", "HttpStatusCode"]));
    }

    [Fact]
    public void The_shared_wire_knows_nothing_of_HTTP_but_its_methods()
    {
        using var assembly = new AssemblyFile(Repository.SharedWire);

        Assert.Equal(["HttpMethod"], assembly.ReferencedTypes.Where(t => t.Namespace.StartsWith("System.Net", StringComparison.Ordinal)).Select(t => t.Name).Distinct());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_protocol_has_HTTP_in_its_fields_or_signatures(string name)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var type = Type.GetType(name, throwOnError: true)!;

        var types = type.GetFields(All).Select(f => f.FieldType)
            .Concat(type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(All).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)));

        Assert.DoesNotContain(types, t => t != typeof(HttpMethod) && t.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true);
    }

    // One instance serves all calls at once: state belongs into the reader of a stream.
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_protocol_has_no_state(string name)
    {
        var type = Type.GetType(name, throwOnError: true)!;
        if (type.IsSubclassOf(typeof(ChatStreamReader)))
        {
            return;
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

        // The parameters of a primary constructor become fields that cannot be marked readonly.
        Assert.DoesNotContain(fields, f => !f.IsInitOnly && f.GetCustomAttribute<CompilerGeneratedAttribute>() is null);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Time_comes_from_the_clock_that_was_given(string package)
    {
        using var assembly = new AssemblyFile(package);

        Assert.Empty(assembly.ReferencedMembers.Intersect(["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Threading.Thread.Sleep", "System.Environment.SetEnvironmentVariable"]));
    }

    [Fact]
    public void Core_reads_time_from_the_clock_that_was_given_and_writes_no_environment_variable()
    {
        using var assembly = new AssemblyFile(Repository.Core);

        Assert.Empty(assembly.ReferencedMembers.Intersect(["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Threading.Thread.Sleep", "System.Environment.SetEnvironmentVariable"]));
    }
}
