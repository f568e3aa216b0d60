using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>One call as a protocol sees it: checked, with the provider's defaults filled in.</summary>
public sealed class ChatCall
{
    private List<string>? _warnings;

    /// <summary>Initializes a new instance of the <see cref="ChatCall"/> class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="messages">The conversation; at least one message.</param>
    /// <param name="options">The options, with defaults filled in. A protocol does not change them.</param>
    /// <param name="stream">Whether the answer is streamed.</param>
    /// <param name="unsupportedOptions">What happens to an option the wire cannot take.</param>
    public ChatCall(ModelItem model, IReadOnlyList<ChatMessage> messages, ChatOptions options, bool stream, UnsupportedOptionBehavior unsupportedOptions = UnsupportedOptionBehavior.Warn)
    {
        Model = model;
        Messages = messages;
        Options = options;
        Stream = stream;
        UnsupportedOptions = unsupportedOptions;
    }

    /// <summary>Gets the model.</summary>
    public ModelItem Model { get; }

    /// <summary>Gets the conversation.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Gets the options.</summary>
    public ChatOptions Options { get; }

    /// <summary>Gets a value indicating whether the answer is streamed.</summary>
    public bool Stream { get; }

    /// <summary>Gets what happens to an option the wire cannot take.</summary>
    public UnsupportedOptionBehavior UnsupportedOptions { get; }

    /// <summary>Gets what happens to a parameter outside the range of the model.</summary>
    public ParameterPolicy ParameterPolicy { get; init; }

    /// <summary>Gets the most tokens the answer can have: what the model can write, and what its context leaves beside an estimate of the input.</summary>
    /// <value>At least 1; <see langword="null"/> when unknown. A limit in <see cref="Options"/> is within it already.</value>
    public int? OutputRoom { get; internal set; }

    /// <summary>Gets the id of the kind of provider; native data in the history goes back to its own kind alone.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Gets a value indicating whether the response is to carry the vendor's bytes.</summary>
    public bool IncludeRaw { get; init; }

    /// <summary>Gets the object the caller's <c>RawRepresentationFactory</c> made; the request starts from it.</summary>
    public object? RawRequest { get; init; }

    /// <summary>Gets what closes the account of the answer; <see langword="null"/> for a call that no provider made.</summary>
    internal CallAccount? Account { get; init; }

    /// <summary>Gets what was left out or changed so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    /// <summary>Reports an option that cannot be sent, as <see cref="UnsupportedOptions"/> says.</summary>
    /// <param name="option">The option, such as <c>ChatOptions.TopK</c>.</param>
    /// <param name="reason">Why not, as a clause that follows the option's name.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedOption"/> when the behaviour is <see cref="UnsupportedOptionBehavior.Throw"/>.</exception>
    public void Unsupported(string option, string reason)
    {
        switch (UnsupportedOptions)
        {
            case UnsupportedOptionBehavior.Throw:
                throw new LlmProviderException(LlmErrorKind.UnsupportedOption, $"{option} {reason} (model {Model.ProviderId}/{Model.Id}). Remove it, or set UnsupportedOptions to Warn or Drop.") { ProviderId = Model.ProviderId, ModelId = Model.Id };
            case UnsupportedOptionBehavior.Warn:
                Warn($"{option} {reason} and was left out.");
                break;
        }
    }

    /// <summary>Reports an option that the model does not take: as <see cref="Unsupported"/>, but never with an exception where that is inferred from another model.</summary>
    /// <param name="option">The option, such as <c>ChatOptions.TopK</c>.</param>
    /// <param name="reason">Why not, as a clause that follows the option's name.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedOption"/> when the behaviour is <see cref="UnsupportedOptionBehavior.Throw"/> and the fact is the model's own.</exception>
    public void RejectedByModel(string option, string reason)
    {
        if (Model.IsInferred && UnsupportedOptions == UnsupportedOptionBehavior.Throw)
        {
            Warn($"{option} {reason}, as far as {Model.FactsFrom} tells, and was left out.");
            return;
        }

        Unsupported(option, reason);
    }

    /// <summary>Brings a value into the range that the model or its wire takes, as <see cref="ParameterPolicy"/> says.</summary>
    /// <param name="option">The option, such as <c>ChatOptions.Temperature</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="range">What is taken.</param>
    /// <param name="isInferred">Whether the range is a guess: then a value outside it is never an error.</param>
    /// <returns>The value to send; <see langword="null"/> to leave it out.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedOption"/> when the policy is <see cref="ParameterPolicy.Throw"/>.</exception>
    public float? Fit(string option, float value, ValueRange range, bool isInferred = false)
    {
        if (value >= range.Minimum && value <= range.Maximum)
        {
            return value;
        }

        var taken = string.Create(CultureInfo.InvariantCulture, $"{Model.Id} takes {range.Minimum} to {range.Maximum}");
        var fitting = (float)Math.Clamp(value, range.Minimum, range.Maximum);
        switch (ParameterPolicy)
        {
            case ParameterPolicy.Throw when !isInferred:
                throw new LlmProviderException(LlmErrorKind.UnsupportedOption, string.Create(CultureInfo.InvariantCulture, $"{option} is {value}, but {taken} (provider {Model.ProviderId}). Change it, or set ParameterPolicy to Clamp or Drop.")) { ProviderId = Model.ProviderId, ModelId = Model.Id };
            case ParameterPolicy.Drop:
                Warn(string.Create(CultureInfo.InvariantCulture, $"{option} {value} was left out: {taken}."));
                return null;
            default:
                Warn(string.Create(CultureInfo.InvariantCulture, $"{option} {value} was sent as {fitting}: {taken}."));
                return fitting;
        }
    }

    /// <summary>Reports something the caller should know about the request.</summary>
    /// <param name="message">A sentence without the words of the conversation.</param>
    public void Warn(string message)
    {
        _warnings ??= [];
        if (!_warnings.Contains(message))
        {
            _warnings.Add(message);
        }
    }

    /// <summary>Reports content of an earlier answer that has no place on the wire: what a model made elsewhere must not end the conversation here.</summary>
    /// <param name="content">The content.</param>
    /// <param name="protocol">The wire.</param>
    /// <remarks>What the user gives is not left out but refused: <see cref="LlmProviderException.UnsupportedContent"/>.</remarks>
    public void LeftOut(AIContent content, string protocol)
    {
        ArgumentNullException.ThrowIfNull(content);
        Warn($"{LlmProviderException.Describe(content)} of an earlier turn was left out of the history: {protocol} has no place for it.");
    }

    /// <summary>Tells whether content of the history was made by the kind of provider that is called now. Native data goes back to its maker alone.</summary>
    /// <param name="content">The content.</param>
    /// <returns><see langword="false"/> when another kind of provider made it; content that does not say is taken for the caller's own.</returns>
    public bool IsOwn(AIContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.Origin) switch
        {
            string text => text == Origin,
            JsonElement { ValueKind: JsonValueKind.String } element => element.ValueEquals(Origin), // after a history went through JSON
            _ => true,
        };
    }

    internal ChatCall With(ChatOptions options) => With(Messages, options);

    internal ChatCall With(IReadOnlyList<ChatMessage> messages) => With(messages, Options);

    private ChatCall With(IReadOnlyList<ChatMessage> messages, ChatOptions options) => new(Model, messages, options, Stream, UnsupportedOptions)
    {
        Origin = Origin, IncludeRaw = IncludeRaw, RawRequest = RawRequest, ParameterPolicy = ParameterPolicy, OutputRoom = OutputRoom, Account = Account, _warnings = _warnings,
    };
}
