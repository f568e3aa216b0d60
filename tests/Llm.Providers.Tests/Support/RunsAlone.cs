namespace Llm.Providers.Tests.Support;

/// <summary>Tests that measure the process: they run after all others, one by one.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
