using System.Globalization;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>The fields of a row while it is read.</summary>
internal ref struct ModelRowFields(ModelItem defaults)
{
    private string? _id, _name, _family, _protocol, _successor, _maxTokensField;
    private string[]? _aliases;
    private bool _isDefault;
    private int _status, _input, _output, _capabilities, _known, _rejects;
    private int? _context, _maxInput, _maxOutput, _dimensions, _maxInputs;
    private DateOnly? _retires, _released, _knowledge, _checked;
    private ValueRange? _temperature;
    private ReasoningSupport? _reasoning;
    private ModelPrices? _prices;
    private ModelPrices[]? _otherPrices;
    private Uri? _source;
    private Dictionary<string, string>? _extra;

    /// <summary>Reads a field, from its name to the end of its value.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        reader.Read();
        if (!ReadName(name, ref reader) && !ReadLife(name, ref reader) && !ReadAbility(name, ref reader) && !ReadLimit(name, ref reader) && !ReadPrice(name, ref reader))
        {
            reader.Skip();
        }
    }

    public readonly ModelItem Build(string providerId) => defaults with
    {
        Id = _id ?? "",
        ProviderId = providerId,
        Name = _name,
        Aliases = _aliases ?? [],
        Family = _family,
        Protocol = _protocol,
        IsDefault = _isDefault,
        Status = (ModelStatus)_status,
        Retires = _retires,
        Successor = _successor,
        Input = (Modalities)_input,
        Output = (Modalities)_output,
        Capabilities = (ModelCapabilities)_capabilities,
        KnownCapabilities = (ModelCapabilities)_known,
        RejectedParameters = (ModelParameters)_rejects,
        Temperature = _temperature,
        MaxTokensField = _maxTokensField,
        Reasoning = _reasoning,
        ContextWindow = _context,
        MaxInputTokens = _maxInput,
        MaxOutputTokens = _maxOutput,
        EmbeddingDimensions = _dimensions,
        MaxEmbeddingInputs = _maxInputs,
        Prices = _prices,
        OtherPrices = _otherPrices ?? [],
        Released = _released,
        KnowledgeCutoff = _knowledge,
        Source = _source ?? defaults.Source,
        Checked = _checked ?? defaults.Checked,
        Extra = _extra is null ? defaults.Extra : _extra.AsReadOnly(),
    };

    internal static DateOnly ReadDay(ref Utf8JsonReader reader) => DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string[] ReadTexts(ref Utf8JsonReader reader)
    {
        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.GetString()!);
        }

        return [.. texts];
    }

    private bool ReadName(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("id"u8)) { _id = reader.GetString(); }
        else if (name.SequenceEqual("name"u8)) { _name = reader.GetString(); }
        else if (name.SequenceEqual("aliases"u8)) { _aliases = ReadTexts(ref reader); }
        else if (name.SequenceEqual("family"u8)) { _family = reader.GetString(); }
        else if (name.SequenceEqual("protocol"u8)) { _protocol = reader.GetString(); }
        else if (name.SequenceEqual("default"u8)) { _isDefault = reader.GetBoolean(); }
        else if (name.SequenceEqual("source"u8)) { _source = new(reader.GetString()!); }
        else if (name.SequenceEqual("extra"u8)) { _extra = ReadExtra(ref reader); }
        else { return false; }

        return true;
    }

    private bool ReadLife(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("status"u8)) { _status = reader.GetInt32(); }
        else if (name.SequenceEqual("retires"u8)) { _retires = ReadDay(ref reader); }
        else if (name.SequenceEqual("successor"u8)) { _successor = reader.GetString(); }
        else if (name.SequenceEqual("released"u8)) { _released = ReadDay(ref reader); }
        else if (name.SequenceEqual("knowledge"u8)) { _knowledge = ReadDay(ref reader); }
        else if (name.SequenceEqual("checked"u8)) { _checked = ReadDay(ref reader); }
        else { return false; }

        return true;
    }

    private bool ReadAbility(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("input"u8)) { _input = reader.GetInt32(); }
        else if (name.SequenceEqual("output"u8)) { _output = reader.GetInt32(); }
        else if (name.SequenceEqual("capabilities"u8)) { _capabilities = reader.GetInt32(); }
        else if (name.SequenceEqual("known"u8)) { _known = reader.GetInt32(); }
        else if (name.SequenceEqual("rejects"u8)) { _rejects = reader.GetInt32(); }
        else if (name.SequenceEqual("temperature"u8)) { _temperature = ReadRange(ref reader); }
        else if (name.SequenceEqual("maxTokensField"u8)) { _maxTokensField = reader.GetString(); }
        else if (name.SequenceEqual("reasoning"u8)) { _reasoning = ReadReasoning(ref reader); }
        else { return false; }

        return true;
    }

    private bool ReadLimit(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("context"u8)) { _context = reader.GetInt32(); }
        else if (name.SequenceEqual("maxInput"u8)) { _maxInput = reader.GetInt32(); }
        else if (name.SequenceEqual("maxOutput"u8)) { _maxOutput = reader.GetInt32(); }
        else if (name.SequenceEqual("dimensions"u8)) { _dimensions = reader.GetInt32(); }
        else if (name.SequenceEqual("maxInputs"u8)) { _maxInputs = reader.GetInt32(); }
        else { return false; }

        return true;
    }

    private bool ReadPrice(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("prices"u8)) { _prices = ModelPricesReader.Read(ref reader); }
        else if (name.SequenceEqual("otherPrices"u8)) { _otherPrices = ModelPricesReader.ReadLists(ref reader); }
        else { return false; }

        return true;
    }

    private static ValueRange ReadRange(ref Utf8JsonReader reader)
    {
        reader.Read();
        var minimum = reader.GetDouble();
        reader.Read();
        var maximum = reader.GetDouble();
        reader.Read();
        return new(minimum, maximum);
    }

    private static ReasoningSupport ReadReasoning(ref Utf8JsonReader reader)
    {
        var reasoning = new ReasoningSupport();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("efforts"u8)) { reasoning = reasoning with { Efforts = ReadTexts(ref reader) }; }
            else if (name.SequenceEqual("takesBudget"u8)) { reasoning = reasoning with { TakesBudget = reader.GetBoolean() }; }
            else if (name.SequenceEqual("minimumBudget"u8)) { reasoning = reasoning with { MinimumBudget = reader.GetInt32() }; }
            else if (name.SequenceEqual("maximumBudget"u8)) { reasoning = reasoning with { MaximumBudget = reader.GetInt32() }; }
            else if (name.SequenceEqual("adaptive"u8)) { reasoning = reasoning with { Adaptive = reader.GetBoolean() }; }
            else if (name.SequenceEqual("canBeOff"u8)) { reasoning = reasoning with { CanBeOff = reader.GetBoolean() }; }
            else { reader.Skip(); }
        }

        return reasoning;
    }

    private static Dictionary<string, string> ReadExtra(ref Utf8JsonReader reader)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            extra[name] = reader.GetString()!;
        }

        return extra;
    }
}
