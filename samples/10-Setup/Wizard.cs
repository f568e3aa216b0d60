using Spectre.Console;

namespace Llm.Providers.Samples.Setup;

/// <summary>Asks for the settings of a provider, one after the other, as its schema lists them.</summary>
internal sealed class Wizard(IAnsiConsole console)
{
    private static readonly Dictionary<string, KeyPlace> s_places = new()
    {
        ["in an environment variable"] = KeyPlace.Elsewhere,
        ["in the user secrets of a project"] = KeyPlace.UserSecrets,
        ["in the file, in plain text (anyone who reads the file has the key)"] = KeyPlace.File,
    };

    private readonly SetupRunner _setup = new(console);

    public async Task<int> RunAsync(SetupRequest request, CancellationToken cancellationToken)
    {
        var provider = request.Provider is { } id ? KnownProviders.Find(id) : await ChooseProviderAsync(cancellationToken);
        var answers = new Answers(provider, request.Name);
        console.Write(new Rule($"[bold]{Markup.Escape(provider.DisplayName)}[/]") { Justification = Justify.Left });
        if (provider.Documentation is { } page)
        {
            console.MarkupLineInterpolated($"[grey]{page}[/]");
        }

        AskAll(answers, advanced: false);
        if (await AskAsync($"Change any of {provider.Schema.Fields.Count(f => f.Advanced)} more settings?", no: true, cancellationToken))
        {
            AskAll(answers, advanced: true);
        }

        while (answers.Check() is { Count: > 0 } faults) // what fits by itself may not fit together
        {
            foreach (var fault in faults)
            {
                console.MarkupLineInterpolated($"[red]{fault.Message}[/]");
                FieldPrompt.Ask(console, answers, provider.Schema.Fields.First(f => fault.Path.EndsWith($":{f.Key}", StringComparison.Ordinal)));
            }
        }

        if (await AskAsync("Try it, with a request that costs nothing?", no: !request.Test, cancellationToken)
            && !await _setup.TestAsync(answers, cancellationToken)
            && !await AskAsync("Write the settings all the same?", no: true, cancellationToken))
        {
            return 1;
        }

        _setup.Write(answers, answers.Given.Any(s => s.Field.Secret) ? await AskForPlaceAsync(request, cancellationToken) : request);
        return 0;
    }

    private async Task<ProviderDescriptor> ChooseProviderAsync(CancellationToken cancellationToken)
    {
        var found = EnvironmentDiscovery.Find(KnownProviders.All).ToDictionary(f => f.ProviderId);
        var prompt = new SelectionPrompt<ProviderDescriptor> { Title = "Which provider?", PageSize = 12, SearchEnabled = true };
        prompt.UseConverter(p => Markup.Escape(p.DisplayName) + (found[p.Id].KeyVariable is { } variable ? $" [green]({variable} is set)[/]" : ""));
        prompt.AddChoices(KnownProviders.All.OrderByDescending(p => found[p.Id].IsSetUp)); // a stable sort: what is set up comes first
        return await console.PromptAsync(prompt, cancellationToken);
    }

    private void AskAll(Answers answers, bool advanced)
    {
        foreach (var field in answers.Provider.Schema.Fields.Where(f => f.Advanced == advanced))
        {
            FieldPrompt.Ask(console, answers, field);
        }
    }

    private Task<bool> AskAsync(string question, bool no, CancellationToken cancellationToken) => console.PromptAsync(new ConfirmationPrompt(question) { DefaultValue = !no }, cancellationToken);

    private async Task<SetupRequest> AskForPlaceAsync(SetupRequest request, CancellationToken cancellationToken)
    {
        if (request.KeyPlace != KeyPlace.Elsewhere)
        {
            return request;
        }

        var place = s_places[await console.PromptAsync(new SelectionPrompt<string> { Title = "Where is the key to be kept?" }.AddChoices(s_places.Keys), cancellationToken)];
        var id = place == KeyPlace.UserSecrets ? await console.PromptAsync(new TextPrompt<string>("UserSecretsId of the project:"), cancellationToken) : null;
        return request with { KeyPlace = place, UserSecretsId = id };
    }
}
