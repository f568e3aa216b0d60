using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Llm.Providers.Architecture.Tests;

/// <summary>What no package does to its surroundings, read from the members each assembly uses.</summary>
public sealed class SurroundingsTests
{
    private static readonly string[] s_forbidden =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow", // the clock is given
        "Thread.Sleep", "Task.Wait", "Task.WaitAll", // no thread is blocked
        "Environment.SetEnvironmentVariable", "Console.WriteLine", "Console.Write", "Environment.Exit",
    ];

    public static TheoryData<string> Packages => [.. Names];

    private static IEnumerable<string> Names =>
        Directory.GetDirectories(Path.Combine(SourceTree.Root, "src")).Select(d => Path.GetFileName(d)!).Where(p => File.Exists(AssemblyOf(p)));

    [Fact]
    public void Packages_are_looked_at() => Assert.Superset(new HashSet<string> { "Llm.Providers", "Llm.Providers.OpenAICompatible", "Llm.Providers.OpenAI" }, Names.ToHashSet());

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_package_reads_the_clock_of_the_machine_blocks_a_thread_or_changes_the_process(string package)
    {
        using var file = new PEReader(File.OpenRead(AssemblyOf(package)));
        var metadata = file.GetMetadataReader();
        var used = from handle in metadata.MemberReferences
                   let member = metadata.GetMemberReference(handle)
                   where member.Parent.Kind == HandleKind.TypeReference
                   select $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}";

        Assert.Empty(used.Intersect(s_forbidden));
    }

    private static string AssemblyOf(string package) => Path.Combine(AppContext.BaseDirectory, $"{package}.dll");
}
