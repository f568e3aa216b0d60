using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Llm.Providers.Architecture.Tests;

/// <summary>What an assembly says of itself, read without running it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public AssemblyFile(string name)
    {
        _file = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Gets the types of other assemblies that occur in any signature or any body.</summary>
    public IEnumerable<(string Namespace, string Name)> ReferencedTypes =>
        _metadata.TypeReferences.Select(_metadata.GetTypeReference).Select(t => (_metadata.GetString(t.Namespace), _metadata.GetString(t.Name)));

    /// <summary>Gets the members of other assemblies that are used, as <c>Type.Member</c>.</summary>
    public IEnumerable<string> ReferencedMembers =>
        from handle in _metadata.MemberReferences
        let member = _metadata.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        let type = _metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
        select $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}.{_metadata.GetString(member.Name)}";

    public void Dispose() => _file.Dispose();
}
