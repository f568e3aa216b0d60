// Embeddings: which text is nearest to the question? dotnet run --project samples/05-Embeddings -- "Where can I sleep?"
using System.Numerics.Tensors;
using Llm.Providers;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments, ModelCapabilities.Embeddings);
using var generator = providers.CreateEmbeddingGenerator();

string[] texts =
[
    "The hotel by the harbour has rooms from 90 euros.",
    "The bakery opens at six and sells cinnamon buns.",
    "The ferry to the islands leaves every hour.",
    "The museum shows ships of the Viking age.",
];
var question = arguments.Count > 0 ? string.Join(' ', arguments) : texts[2];

// Question and texts in one call: the library splits it if the vendor takes fewer at once, and keeps the order.
var embeddings = await generator.GenerateAsync([question, .. texts]);
var wanted = embeddings[0].Vector;
Console.WriteLine($"> {question}");
foreach (var (text, similarity) in texts.Select((text, i) => (text, TensorPrimitives.CosineSimilarity(wanted.Span, embeddings[i + 1].Vector.Span))).OrderByDescending(t => t.Item2))
{
    Console.WriteLine($"  {similarity,6:0.000}  {text}");
}

Console.WriteLine($"[{embeddings[0].ModelId}, {wanted.Length} numbers each, {embeddings.Usage?.InputTokenCount} tokens]");
