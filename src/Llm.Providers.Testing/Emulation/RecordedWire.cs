using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Answers every request with bytes of your own, whatever protocol they are in.</summary>
/// <remarks>With it every byte schedule and every <see cref="Fault"/> works on an answer you recorded.</remarks>
public sealed class RecordedWire : IWireEmulator
{
    private const string AnyPath = "{id}";

    private readonly Func<EmulatorRequest, EmulatorResponse> _answer;

    /// <summary>Creates a wire that answers with what a function makes of the request.</summary>
    /// <param name="answer">Makes the answer.</param>
    public RecordedWire(Func<EmulatorRequest, EmulatorResponse> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _answer = answer;
        Routes = [new("POST", AnyPath, call => answer(call.Request)), new("GET", AnyPath, call => answer(call.Request))];
    }

    /// <inheritdoc/>
    public string Name => "recorded";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <summary>Makes the answer of a stream: one write for each event or line.</summary>
    /// <param name="contentType">The media type.</param>
    /// <param name="writes">The events or lines, with their ends.</param>
    /// <returns>An answer with status 200.</returns>
    public static EmulatorResponse Stream(string contentType, IEnumerable<string> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        return new() { Headers = Type(contentType), Body = [.. writes.Select(write => new BodyStep(Encoding.UTF8.GetBytes(write)))], AnnouncesLength = false };
    }

    /// <summary>Makes the answer that comes whole.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The media type.</param>
    /// <returns>An answer with status 200.</returns>
    public static EmulatorResponse Whole(string body, string contentType = "application/json") =>
        new() { Headers = Type(contentType), Body = [new(Encoding.UTF8.GetBytes(body))] };

    /// <inheritdoc/>
    public bool Speaks(EmulatorRequest request) => true;

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => null;

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return _answer(call.Request);
    }

    private static Dictionary<string, string> Type(string contentType) => new() { ["content-type"] = contentType };
}
