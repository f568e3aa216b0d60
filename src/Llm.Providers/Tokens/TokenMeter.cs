using System.Runtime.InteropServices;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Measures texts in tokens.</summary>
internal abstract class TokenMeter
{
    /// <summary>Gets a meter that is quick and never measures too little, as no token is shorter than a character in practice.</summary>
    public static TokenMeter Most { get; } = new LengthMeter();

    /// <summary>Gets a meter that goes by a rule of thumb.</summary>
    public static TokenMeter Rough { get; } = new RoughMeter();

    /// <summary>Gets the meter of a model: its tokenizer, if there is one, otherwise the rule of thumb.</summary>
    public static TokenMeter Of(ModelItem model, ITokenCounter? counter) => counter is null ? Rough : new CounterMeter(model, counter);

    public abstract long Text(string text);

    public abstract long Json(JsonElement json);

    private sealed class LengthMeter : TokenMeter
    {
        public override long Text(string text) => text.Length;

        public override long Json(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(json).Length;
    }

    private sealed class RoughMeter : TokenMeter
    {
        public override long Text(string text) => RoughTokens.Count(text);

        public override long Json(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : RoughTokens.Count(json.GetRawText());
    }

    private sealed class CounterMeter(ModelItem model, ITokenCounter counter) : TokenMeter
    {
        public override long Text(string text) => text.Length == 0 ? 0 : counter.CountTokens(model, text) ?? RoughTokens.Count(text);

        public override long Json(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : Text(json.GetRawText());
    }
}
