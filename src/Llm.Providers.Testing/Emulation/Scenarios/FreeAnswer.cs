using System.Buffers.Binary;
using System.Globalization;

namespace Llm.Providers.Testing;

/// <summary>What the emulator says when no scenario matches: short, true to the request, and plainly not from a model.</summary>
internal static class FreeAnswer
{
    private const int LongestEcho = 200;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ScenarioReply To(ScenarioPrompt prompt)
    {
        if (prompt.ToolResults.Count == 0 && ToolChooser.Choose(prompt) is { Count: > 0 } calls)
        {
            return new() { ToolCalls = calls };
        }

        return Shorten(Say(prompt), prompt);
    }

    private static string Say(ScenarioPrompt prompt)
    {
        if (prompt.ReplySchema is { } schema)
        {
            return JsonSynthesizer.Make(schema, prompt.UserText);
        }

        if (prompt.WantsJson)
        {
            return $$"""{"answer":{{Quote(Prose(prompt))}}}""";
        }

        return Prose(prompt);
    }

    private static string Prose(ScenarioPrompt prompt)
    {
        if (prompt.ToolResults.Count > 0)
        {
            return string.Join(' ', prompt.ToolResults.Select(result => $"The tool {result.Name} returned: {result.Text}."));
        }

        if (prompt.Media.Count > 0)
        {
            return string.Join(' ', prompt.Media.Select(Describe)) + " I am the emulator, so I cannot say what it shows.";
        }

        var text = TokenEstimate.Cut(prompt.UserText, LongestEcho / 4);
        return $"Hello! You said: \"{text}\". This is the emulator answering, not a model.";
    }

    private static string Describe(ScenarioMedia media)
    {
        if (media.Address is { } address)
        {
            return $"You sent {media.MediaType} by reference: {address}.";
        }

        var bytes = media.Bytes.Span;
        var size = string.Create(CultureInfo.InvariantCulture, $"You sent {media.MediaType} of {bytes.Length} bytes");

        // PNG keeps width and height behind the signature and the head of its first chunk: https://www.w3.org/TR/png-3/#11IHDR.
        return bytes.Length >= 24 && bytes.StartsWith(PngSignature)
            ? string.Create(CultureInfo.InvariantCulture, $"{size}, {Number(bytes[16..])}x{Number(bytes[20..])} pixels.")
            : size + ".";

        static uint Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static ScenarioReply Shorten(string text, ScenarioPrompt prompt)
    {
        var stop = prompt.StopSequences.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        if (stop >= 0)
        {
            text = text[..stop];
        }

        return prompt.MaxOutputTokens is { } limit && TokenEstimate.Of(text) > limit
            ? new ScenarioReply { Text = TokenEstimate.Cut(text, limit), Finish = ScenarioFinish.Length }
            : text;
    }

    private static string Quote(string text) => JsonText.WriteString(writer => writer.WriteStringValue(text));
}
