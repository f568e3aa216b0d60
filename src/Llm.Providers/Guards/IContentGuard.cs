namespace Llm.Providers;

/// <summary>Judges what goes to a model and what comes from it: with a moderation endpoint, a model, rules of your own.</summary>
/// <remarks>
/// This library brings no list of words and detects no malice: a list stops honest questions and no attack. A guard sees the results of tools
/// too, because that is where injected instructions arrive. What keeps an application safe is what its tools may do.
/// </remarks>
public interface IContentGuard
{
    /// <summary>Judges contents.</summary>
    /// <param name="check">The contents and their context. They are not to be changed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The verdict. An exception ends the call as well: a guard that cannot judge lets nothing pass.</returns>
    ValueTask<ContentVerdict> CheckAsync(ContentCheck check, CancellationToken cancellationToken);
}
