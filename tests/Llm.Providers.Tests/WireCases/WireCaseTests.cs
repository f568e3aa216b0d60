namespace Llm.Providers.Tests.WireCases;

/// <summary>Every case has a test of its name on every wire it can happen on.</summary>
public sealed class WireCaseTests
{
    private static readonly HashSet<(string Case, string Wire)> s_tested = [.. NamedTests.All().Select(t => (t.Case, t.Wire))];

    [Fact]
    public void The_cases_are_T01_to_T41() => Assert.Equal(Enumerable.Range(1, 41).Select(i => $"T{i:00}"), WireCaseTable.All.Select(c => c.Id));

    [Fact]
    public void Every_case_is_a_named_test_on_every_wire_it_can_happen_on() =>
        Assert.Empty(from c in WireCaseTable.All from wire in c.Wires where !s_tested.Contains((c.Id, wire)) select $"{c} has no test on {wire}");

    [Fact]
    public void A_wire_without_a_test_has_a_reason_and_one_with_a_test_has_none() =>
        Assert.Empty(from c in WireCaseTable.All where (c.Elsewhere is null) != (c.Wires.Count == WireCaseTable.Every.Count) select $"{c}: {c.Elsewhere ?? "no reason"}");

    [Fact]
    public void No_test_bears_the_name_of_a_case_on_a_wire_where_it_cannot_happen() =>
        Assert.Empty(
            from test in NamedTests.All()
            where test.Wire != WireCaseTable.Core
            let known = WireCaseTable.All.Single(c => c.Id == test.Case)
            where !known.Wires.Contains(test.Wire)
            select $"{test.Test} is of {known.Id}, which is said not to happen on {test.Wire}: {known.Elsewhere}");

    [Fact]
    public void The_search_finds_tests_by_name_by_trait_and_by_theory()
    {
        Assert.Contains(NamedTests.All(), t => t == ("T10", WireCaseTable.Chat, "Llm.Providers.Tests.OpenAICompatible.Answers.ToolCallTests.T10_names_are_neither_doubled_nor_lost"));
        Assert.Contains(NamedTests.All(), t => t.Case == "T05" && t.Wire == WireCaseTable.Ollama && t.Test.EndsWith("FaultTests.A_fault_ends_as_it_should", StringComparison.Ordinal));
        Assert.DoesNotContain(NamedTests.All(), t => t.Case == "T99");
    }
}
