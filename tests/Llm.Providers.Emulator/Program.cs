// Runs the emulator for clients outside of a test: dotnet run -- --port 5005 --auth-port 5006 [--seconds 60]
// The server on the second port demands the key sk-test-key.
using System.Globalization;
using System.Runtime.InteropServices;
using Llm.Providers.Testing;

const string Key = "sk-test-key";
string[] known = ["--port", "--auth-port", "--seconds"];
if (args.Length % 2 != 0 || args.Where((_, index) => index % 2 == 0).Except(known).Any())
{
    await Console.Error.WriteLineAsync($"usage: [{string.Join(" N] [", known)} N]");
    return 2;
}

await using var open = await EmulatorServer.StartAsync(new() { Port = Number("--port", 5005) });
await using var locked = await EmulatorServer.StartAsync(new() { Port = Number("--auth-port", 5006), RequiredKey = Key });

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
Console.WriteLine($"emulator at {open.Endpoint}");
Console.WriteLine($"emulator at {locked.Endpoint} with the key {Key}");

var seconds = Number("--seconds", 0);
await Task.WhenAny(stop.Task, Task.Delay(seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan));
return 0;

int Number(string name, int fallback)
{
    var index = Array.IndexOf(args, name);
    return index < 0 ? fallback : int.Parse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture);
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
