namespace Llm.Providers.Tests.Core.Limits;

/// <summary>A body whose connection breaks while it is closed.</summary>
internal sealed class StubbornStream(byte[] body) : MemoryStream(body)
{
    private int _closed;

    public override ValueTask DisposeAsync() => Interlocked.Increment(ref _closed) <= 2 ? throw new IOException("The connection broke.") : base.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Increment(ref _closed) <= 2)
        {
            throw new IOException("The connection broke.");
        }

        base.Dispose(disposing);
    }
}
