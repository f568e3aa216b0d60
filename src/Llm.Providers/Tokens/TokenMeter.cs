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

    /// <summary>Gets a meter that goes by the rule of thumb and rather measures too much than too little.</summary>
    public static TokenMeter Ample { get; } = new AmpleMeter();

    /// <summary>Gets the meter of a model: its tokenizer, if there is one, otherwise the rule of thumb.</summary>
    public static TokenMeter Of(ModelItem model, ITokenCounter? counter) => counter is null ? Rough : new CounterMeter(model, counter);

    public abstract long Text(string text);

    public abstract long Json(JsonElement json);

    /// <summary>Measures a text of which only the bytes are at hand.</summary>
    public virtual long TextBytes(int bytes) => bytes / 4;

    /// <summary>Measures an image, a document, sound or a moving picture.</summary>
    /// <param name="tokens">What it takes by the rules of <see cref="TokenEstimate"/>.</param>
    public virtual long Media(long tokens) => tokens;

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

    private sealed class AmpleMeter : TokenMeter
    {
        // An image of a thousand tokens and more is common, and few vendors take more than this for one: https://platform.openai.com/docs/guides/images-vision#calculating-costs.
        private const long LeastMedia = 1_600;

        public override long Text(string text) => AmpleTokens.Count(text.Length, RoughTokens.Weigh(text));

        public override long Json(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : Text(json.GetRawText());

        public override long TextBytes(int bytes) => AmpleTokens.Count(bytes, 0); // three bytes make an ideograph

        public override long Media(long tokens) => Math.Max(LeastMedia, AmpleTokens.Count(0, tokens * RoughTokens.Token));
    }

    private sealed class CounterMeter(ModelItem model, ITokenCounter counter) : TokenMeter
    {
        public override long Text(string text) => text.Length == 0 ? 0 : counter.CountTokens(model, text) ?? RoughTokens.Count(text);

        public override long Json(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : Text(json.GetRawText());
    }
}
