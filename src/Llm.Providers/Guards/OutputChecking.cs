namespace Llm.Providers;

/// <summary>Whether and when guards see answers.</summary>
public enum OutputChecking
{
    /// <summary>Guards see no answers.</summary>
    Off,

    /// <summary>A stream is passed on as it arrives and checked as a whole at its end: a block comes as an exception after the words were shown.</summary>
    AfterDelivery,

    /// <summary>A stream is held back until all of it has been checked: nothing that is blocked is shown, and nothing is shown before the end.</summary>
    BeforeDelivery,
}
