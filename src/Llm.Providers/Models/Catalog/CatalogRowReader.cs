namespace Llm.Providers;

/// <summary>Reads one model of a catalog file.</summary>
internal sealed class CatalogRowReader(CatalogValues values, bool isGuideForm)
{
    private CatalogRow _row = null!;
    private int? _modes;
    private int _lacks;
    private bool? _sees;

    /// <summary>Reads a model.</summary>
    /// <param name="node">The object.</param>
    /// <param name="key">The name it has in its file, when models are the members of an object.</param>
    /// <param name="provider">The provider of the file, when it is known; a model may name it first.</param>
    /// <returns>The model; <see langword="null"/> when it has no id or belongs to another provider.</returns>
    public CatalogRow? Read(CatalogNode node, CatalogMember? key, ref string? provider)
    {
        if (node.Kind != CatalogNodeKind.Object)
        {
            values.WrongType(key?.Name ?? "models", node, "an object that describes a model");
            return null;
        }

        var known = values.Faults.Count;
        (_row, _modes, _lacks, _sees) = (new(node), null, 0, null);
        var fields = values.Distinct(node, CatalogFields.Canonical);
        var isOurs = true;
        foreach (var field in fields)
        {
            if (field.Name == "llm")
            {
                isOurs = Belongs(field, ref provider);
            }
            else if (!ReadWhatItIs(field) && !ReadWhatItCan(field) && !ReadWhatItCosts(field))
            {
                values.UnknownField(field, "A model", CatalogFields.Model);
            }
        }

        Name(key);
        Settle();
        CatalogRowRules.Check(_row, values);
        _row.HasErrors = node.IsBroken || values.Faults.Skip(known).Any(f => f.IsError);
        return isOurs && _row.Id.Length > 0 ? _row : null;
    }

    private bool Belongs(CatalogMember field, ref string? provider)
    {
        if (values.Text(field) is not { } name || name == (provider ??= name))
        {
            return true;
        }

        values.Report(CatalogRule.OtherProvider, field.Value.Position, $"The model is of \"{name}\", but the file is of \"{provider}\"; give each provider a file of its own.");
        return false;
    }

    private bool ReadWhatItIs(CatalogMember field)
    {
        switch (field.Name)
        {
            case "id": (_row.Id, _row.IdPosition) = (values.Text(field) ?? "", field.Value.Position); return true;
            case "name": _row.Name = values.Text(field); return true;
            case "member": _row.Member = values.Text(field) is null ? null : field; return true;
            case "aliases": Aliases(field); return true;
            case "family": _row.Family = values.Text(field); return true;
            case "status": _row.Status = (ModelStatus)values.Word(field.Name, field.Value, CatalogWords.Statuses); return true;
            case "retires": _row.Retires = values.Date(field); return true;
            case "successor": (_row.Successor, _row.SuccessorPosition) = (values.Text(field), field.Value.Position); return true;
            case "default": (_row.IsDefault, _row.DefaultPosition) = (values.Flag(field) == true, field.Position); return true;
            case "protocol": _row.Protocol = values.Text(field); return true;
            case "released": _row.Released = values.Date(field); return true;
            case "knowledge": _row.Knowledge = values.Date(field, takesMonth: true); return true;
            case "source": _row.Source = values.Address(field); return true;
            case "checked": _row.Checked = values.Date(field); return true;
            case "extra": Extra(field); return true;
            default: return false;
        }
    }

    private bool ReadWhatItCan(CatalogMember field)
    {
        switch (field.Name)
        {
            case "modes" or "mode": _modes = values.Words(field, CatalogWords.Modes); return true;
            case "capabilities": _row.Capabilities |= (ModelCapabilities)values.Words(field, CatalogWords.Capabilities); return true;
            case "lacks": _lacks = values.Words(field, CatalogWords.Lacks); return true;
            case "input": _row.Input = (Modalities)values.Words(field, CatalogWords.Inputs); return true;
            case "output": _row.Output = (Modalities)values.Words(field, CatalogWords.Outputs); return true;
            case "vision": _sees = values.Flag(field); return true;
            case "context" or "ctx": _row.Context = values.Count(field); return true;
            case "maxInput": _row.MaxInput = values.Count(field); return true;
            case "maxOutput" or "tokens": _row.MaxOutput = values.Count(field); return true;
            case "temperature": _row.Temperature = CatalogRanges.Temperature(values, field); return true;
            case "rejects": _row.Rejects = (ModelParameters)values.Words(field, CatalogWords.Parameters); return true;
            case "maxTokensField": _row.MaxTokensField = values.Text(field); return true;
            case "reasoning": _row.Reasoning = CatalogRanges.Reasoning(values, field); return true;
            case "dimensions": _row.Dimensions = values.Count(field); return true;
            case "maxInputs": _row.MaxInputs = values.Count(field); return true;
            default: return false;
        }
    }

    private bool ReadWhatItCosts(CatalogMember field)
    {
        switch (field.Name)
        {
            case "prices":
                _row.PricesPosition = field.Position;
                _row.Prices.AddRange(new CatalogPriceReader(values).Read(field));
                return true;
            case "priceSource": _row.PriceSource = values.Address(field); return true;
            case "pricesChecked": _row.PricesChecked = values.Date(field); return true;
            default: return false;
        }
    }

    private void Aliases(CatalogMember field)
    {
        if (field.Value.Kind == CatalogNodeKind.List)
        {
            var names = values.Texts(field);
            _row.Aliases.AddRange(field.Value.Items.Where(i => names.Contains(i.Text)).Select(i => (i.Text, i.Position)));
            return;
        }

        values.WrongType(field.Name, field.Value, "a list of texts");
    }

    private void Extra(CatalogMember field)
    {
        if (field.Value.Kind != CatalogNodeKind.Object)
        {
            values.WrongType(field.Name, field.Value, "an object of texts");
            return;
        }

        foreach (var fact in values.Distinct(field.Value))
        {
            if (values.Text(fact) is { } text)
            {
                _row.Extra[fact.Name] = text;
            }
        }
    }

    /// <summary>The key of a model is its id; where it says another id, the key is one more name for it.</summary>
    private void Name(CatalogMember? key)
    {
        if (_row.Id.Length == 0 && key is { Name.Length: > 0 } && _row.Node.Find("id") is null)
        {
            (_row.Id, _row.IdPosition) = (key.Name, key.Position);
        }
        else if (_row.Id.Length == 0)
        {
            values.Report(CatalogRule.MissingId, key?.Position ?? _row.Node.Position, "The model has no id; give it the one that the provider's API expects.");
        }
        else if (key is { Name.Length: > 0 } && key.Name != _row.Id)
        {
            values.Report(CatalogRule.KeyIsAlias, key.Position, $"The key \"{key.Name}\" and the id \"{_row.Id}\" differ; the id is sent to the provider, and the key is one more name for it. Write the id as the key and this key in \"aliases\".");
            _row.Aliases.Add((key.Name, key.Position));
        }
    }

    /// <summary>Draws from the fields what follows from them together.</summary>
    private void Settle()
    {
        if (_modes is { } modes and not 0)
        {
            _row.Capabilities |= (ModelCapabilities)modes;
            _row.Known |= ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings;
        }

        _row.Known |= _row.Capabilities | (ModelCapabilities)_lacks;
        var both = (int)_row.Capabilities & _lacks;
        if (both != 0)
        {
            values.Report(CatalogRule.Contradiction, _row.Node.Find("lacks")!.Position, $"The model is said to have and to lack {string.Join(", ", CatalogWords.In(both, CatalogWords.Lacks))}.");
        }

        if (_sees == false && (_row.Input & Modalities.Image) != 0)
        {
            values.Report(CatalogRule.Contradiction, _row.Node.Find("vision")!.Position, "\"vision\" is false, but \"input\" names images.");
        }

        // A row in the guide's words says with "vision" whether images are taken, and says no by not saying it.
        if (_sees is not null || (isGuideForm && _row.Input == Modalities.None))
        {
            _row.Input |= Modalities.Text | (_sees == true ? Modalities.Image : Modalities.None);
        }

        Keep("price-source", _row.PriceSource);
        Keep("prices-checked", _row.PricesChecked);
    }

    private void Keep(string name, string? value)
    {
        if (value is not null)
        {
            _row.Extra[name] = value;
        }
    }
}
