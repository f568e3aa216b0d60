namespace Llm.Providers.Tests.Matrix;

/// <summary>What becomes of something a caller gives.</summary>
internal enum LossOutcome
{
    /// <summary>It is in the request.</summary>
    Carried,

    /// <summary>It is in the request, and a warning says in which changed form.</summary>
    Adapted,

    /// <summary>It is not in the request, and a warning says so.</summary>
    Warned,

    /// <summary>Nothing is sent: an exception names it.</summary>
    Refused,

    /// <summary>It is what the vendor does anyway.</summary>
    Default,

    /// <summary>It is gone and nobody was told.</summary>
    Lost,
}
