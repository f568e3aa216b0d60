using Llm.Providers.Soak;

// Usage: Llm.Providers.Soak [--seconds N] [--conversations N] [--seed N] [--port N]. Loopback only; it ends by itself, with 0 if every check holds.
if (SoakSettings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine("Usage: Llm.Providers.Soak [--seconds 1-3600] [--conversations 1-4096] [--seed N] [--port N]");
    return 2;
}

// Whatever hangs, the program does not: one third more than it may take, and it says so.
var limit = TimeSpan.FromSeconds(60 + (settings.Seconds * 4 / 3));
var soak = new SoakRun(settings);
var run = Task.Run(soak.RunAsync);
if (await Task.WhenAny(run, Task.Delay(limit)) != run)
{
    Console.Error.WriteLine($"The run did not end within {limit.TotalSeconds:0} s: {soak.Progress}");
    return 3;
}

var report = await run;
report.Print(Console.Out);
return report.Failures.Count == 0 ? 0 : 1;
