namespace Llm.Providers;

/// <summary>What guards get to see.</summary>
public sealed class ContentGuardOptions
{
    /// <summary>Gets or sets whether and when answers are judged.</summary>
    /// <value>The default is <see cref="OutputChecking.Off"/>.</value>
    public OutputChecking Output { get; set; }

    /// <summary>Gets or sets a value indicating whether each call shows the guards the whole conversation, what the model said before included.</summary>
    /// <value>
    /// The default is <see langword="false"/>: contents the client has let pass before are not judged again, nor is what the history says
    /// the model said. Set it where histories come from outside, such as from a browser.
    /// </value>
    public bool WholeConversation { get; set; }
}
