// The catalog: which models there are, what they can do, what they cost. Nothing is sent and no key is needed.
// dotnet run --project samples/06-Catalog            One provider: dotnet run --project samples/06-Catalog -- mistral
using System.Globalization;
using Llm.Providers;
using Llm.Providers.OpenAICompatible;
using Microsoft.Extensions.DependencyInjection;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var builder = new ServiceCollection().AddLlmProviders().AddOpenAI().AddAnthropic().AddGoogle();
foreach (var preset in OpenAICompatiblePresets.All.Where(p => p.Endpoint is not null))
{
    builder.AddOpenAICompatible(preset);
}

await using var services = builder.Services.BuildServiceProvider();
var registry = services.GetRequiredService<ILlmProviderRegistry>();
var models = registry.ProviderIds.Select(registry.GetProvider).SelectMany(p => p.Models).ToList();
Console.WriteLine($"{models.Count} models of {models.Select(m => m.ProviderId).Distinct().Count()} providers; prices in USD per million tokens\n");
if (args.Length > 0)
{
    Show(registry.GetProvider(args[0]).Models);
    return;
}

// What is not known counts as missing; the cheapest comes first.
Console.WriteLine("The cheapest that see images, call tools and take 200,000 tokens:");
var seeing = registry.FindModels(q => q.With(ModelCapabilities.Chat | ModelCapabilities.Tools).Taking(Modalities.Image).WithContext(200_000).CostingAtMost(input: 1000));
Show(seeing.Take(5).Select(r => r.Model!));

Console.WriteLine("The cheapest that make embeddings:");
Show(registry.FindModels(q => q.With(ModelCapabilities.Embeddings).CostingAtMost(input: 1000)).Take(5).Select(r => r.Model!));

Console.WriteLine("Leaving soon, with who comes after:");
foreach (var model in models.Where(m => m.Retires is not null).OrderBy(m => m.Retires).Take(5))
{
    Console.WriteLine($"  {model.Retires:yyyy-MM-dd}  {model.ProviderId}/{model.Id} -> {model.Successor ?? "?"}");
}

// A price that is not known makes the sum unknown, not smaller.
Console.WriteLine("\nAn answer of 800 tokens to a prompt of 12,000:");
foreach (var model in seeing.Take(5).Select(r => r.Model!))
{
    var usd = ((12_000 * model.Prices?.Input) + (800 * model.Prices?.Output)) / 1_000_000;
    Console.WriteLine($"  {model.ProviderId + "/" + model.Id,-60} {(usd is { } known ? $"{known:0.000000} USD" : "unknown")}");
}

static void Show(IEnumerable<ModelItem> models)
{
    foreach (var m in models)
    {
        var window = m.ContextWindow is { } tokens ? $"{tokens:N0}" : "?";
        Console.WriteLine($"  {m.ProviderId + "/" + m.Id,-60} {window,12}  {Price(m.Prices?.Input),8} {Price(m.Prices?.Output),8}  {m.Input}");
    }

    Console.WriteLine();
}

static string Price(decimal? usd) => usd is { } known ? $"{known:0.####}" : "?";
