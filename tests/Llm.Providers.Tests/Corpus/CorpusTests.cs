using Llm.Providers.Corpus;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Corpus;

/// <summary>The recorded exchanges of every wire that is built, replayed whole, byte by byte and cut inside characters.</summary>
public sealed class CorpusTests
{
    private static readonly CorpusFolder s_folder = new(Path.Combine(Repository.Shared ?? "", "corpus"));

    public static TheoryData<string> Recorded => [.. Ids(disputed: false)];

    public static TheoryData<string> Disputed => [.. Ids(disputed: true)];

    [SharedTheory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_exchange_is_read_as_its_vendor_meant_it(string id)
    {
        var differences = await Player.PlayAsync(s_folder.Load(id));

        Assert.Empty(differences);
    }

    [SharedTheory]
    [MemberData(nameof(Disputed))]
    public async Task A_disputed_exchange_differs_in_what_is_disputed_and_in_nothing_else(string id)
    {
        var result = await CaseResult.OfAsync(s_folder.Load(id));

        Assert.Empty(result.Undisputed);
        Assert.Equal(Dispute.All[id].Select(d => d.Field), result.Disputes.Select(d => d.Field));
    }

    private static IEnumerable<string> Ids(bool disputed) =>
        s_folder.Exists ? s_folder.Load().Where(c => Wires.IsBuilt(c.Protocol) && Dispute.All.Contains(c.Id) == disputed).Select(c => c.Id) : [];
}
