namespace Llm.Providers.Testing;

/// <summary>What a request says about calling tools.</summary>
public enum ScenarioToolMode
{
    /// <summary>The model decides.</summary>
    Auto,

    /// <summary>No tool may be called.</summary>
    None,

    /// <summary>A tool must be called.</summary>
    Required,
}
