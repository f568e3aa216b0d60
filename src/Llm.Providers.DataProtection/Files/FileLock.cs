namespace Llm.Providers.DataProtection;

/// <summary>A file that one process at a time has open, so that no change of the key file is lost.</summary>
internal static class FileLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits for the lock. The file stays: deleting it would let two processes lock two files of one name.</summary>
    public static async Task<FileStream> TakeAsync(string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(path, Permissions.OwnersOnly(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException e) when (e.GetType() == typeof(IOException)) // somebody has it; what cannot be opened at all has types of its own
            {
                if (time.GetElapsedTime(started) >= timeout)
                {
                    throw new LlmProviderException(LlmErrorKind.Configuration, $"{path} could not be locked within {timeout.TotalSeconds:0.#} seconds, most likely because another process is changing the keys. Nothing was changed; try again.", e);
                }
            }

            await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
