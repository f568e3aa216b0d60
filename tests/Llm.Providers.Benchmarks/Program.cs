using BenchmarkDotNet.Running;
using Llm.Providers.Benchmarks;

if (args is ["gate", .. var filter])
{
    return await Gate.RunAsync(filter.FirstOrDefault(), Console.Out);
}

BenchmarkRunner.Run<CaseBenchmarks>(args: args);
return 0;
