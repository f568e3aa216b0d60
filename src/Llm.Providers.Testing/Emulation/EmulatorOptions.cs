namespace Llm.Providers.Testing;

/// <summary>Settings of an <see cref="Emulator"/>, <see cref="EmulatorServer"/> or <see cref="EmulatorHandler"/>.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Gets or sets the port <see cref="EmulatorServer"/> listens on, on 127.0.0.1.</summary>
    /// <value>0 to 65535. The default is 0: any free port.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the key every request must present.</summary>
    /// <value>The default is <see langword="null"/>: any key, or none, will do.</value>
    public string? RequiredKey { get; set; }

    /// <summary>Gets or sets the clock behind delays and timestamps.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets how the bytes of answers arrive.</summary>
    /// <value>The default is <see cref="ByteSchedule.AsWritten"/>.</value>
    public ByteSchedule ByteSchedule { get; set; } = ByteSchedule.AsWritten;

    /// <summary>Gets or sets how many exchanges are kept for <see cref="Emulator.Exchanges"/>; the oldest go first.</summary>
    /// <value>At least 0. The default is <see cref="int.MaxValue"/>: all of them, with their bodies. Set less for a server that runs for long.</value>
    public int KeptExchanges { get; set; } = int.MaxValue;

    /// <summary>Gets or sets whether the delays of scenarios are kept; with <see langword="false"/> every answer comes at once.</summary>
    /// <value>The default is <see langword="true"/>. Of the built-in scenarios only <c>scenario:slow</c> and <c>scenario:disconnect</c> have delays.</value>
    public bool ScenarioLatency { get; set; } = true;

    /// <summary>Gets the scenarios of your own; they are looked at before <see cref="BuiltInScenarios.All"/>, in order.</summary>
    public IList<Scenario> Scenarios { get; } = [];

    /// <summary>Gets the protocols spoken, in the order they are asked whether a request is theirs.</summary>
    /// <value>The default is every protocol of this package.</value>
    public IList<IWireEmulator> Wires { get; } = [.. WireEmulators.All];

    /// <summary>Gets the ids of the models that model lists name. Calls may name any model.</summary>
    public IList<string> Models { get; } =
    [
        "gpt-5", "gpt-5-mini", "gpt-4.1", "gpt-4o-mini", "gpt-3.5-turbo-instruct", "deepseek-reasoner",
        "text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002",
    ];
}
