namespace Llm.Providers.Tests.Core.Guards;

/// <summary>A guard that keeps what it is shown, and judges by words.</summary>
internal sealed class Watch : IContentGuard
{
    public List<(ContentStage Stage, string Text)> Seen { get; } = [];

    public List<ContentCheck> Checks { get; } = [];

    /// <summary>Gets or sets what the guard does before it judges.</summary>
    public Func<Task>? Before { get; set; }

    public async ValueTask<ContentVerdict> CheckAsync(ContentCheck check, CancellationToken cancellationToken)
    {
        var text = check.GetText();
        Seen.Add((check.Stage, text));
        Checks.Add(check);
        if (Before is not null)
        {
            await Before();
        }

        return text.Contains("forbidden", StringComparison.Ordinal) ? ContentVerdict.Block("It says what must not be said.")
            : text.Contains("odd", StringComparison.Ordinal) ? ContentVerdict.Annotate("It looks odd.")
            : ContentVerdict.Allowed;
    }
}
