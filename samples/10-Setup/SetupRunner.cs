using Microsoft.Extensions.Configuration.UserSecrets;
using Spectre.Console;

namespace Llm.Providers.Samples.Setup;

/// <summary>Checks settings, tries them and writes them: the same for the wizard and for scripts.</summary>
internal sealed class SetupRunner(IAnsiConsole console)
{
    /// <summary>Sets a provider up without asking.</summary>
    public async Task<int> RunAsync(SetupRequest request, CancellationToken cancellationToken)
    {
        var answers = new Answers(KnownProviders.Find(request.Provider ?? throw new SetupException("Name the provider with --provider.")), request.Name);
        foreach (var setting in request.Settings)
        {
            answers.Take(setting);
        }

        if (answers.Provider.Schema.KeyField is { } key)
        {
            answers.Take(key, request.Key);
        }

        var faults = answers.Check();
        if (faults.Count > 0)
        {
            throw new SetupException(string.Join(Environment.NewLine, faults));
        }

        if (request.Test && !await TestAsync(answers, cancellationToken))
        {
            return 1;
        }

        Write(answers, request);
        return 0;
    }

    /// <summary>Tries address and key.</summary>
    /// <returns>Whether the provider answered.</returns>
    public async Task<bool> TestAsync(Answers answers, CancellationToken cancellationToken)
    {
        try
        {
            await KnownProviders.Create(answers.Provider, answers.ToConfiguration()).TestConnectionAsync(cancellationToken);
            console.MarkupLineInterpolated($"[green]{answers.Provider.DisplayName} answers.[/]");
            return true;
        }
        catch (LlmProviderException e)
        {
            console.MarkupLineInterpolated($"[red]{e.Kind}:[/] {e.Message}");
            return false;
        }
    }

    /// <summary>Writes settings to the file, and the key to where it is to be kept.</summary>
    public void Write(Answers answers, SetupRequest request)
    {
        var secrets = answers.Given.Where(s => s.Field.Secret).ToList();
        var plain = answers.Given.Where(s => !s.Field.Secret || request.KeyPlace == KeyPlace.File).ToList();
        SettingsFile.Merge(request.Output, answers.Path, plain, onlyForOwner: plain.Exists(s => s.Field.Secret));
        console.MarkupLineInterpolated($"{answers.Path} is in {request.Output.FullName}.");
        if (secrets.Count == 0)
        {
            return;
        }

        switch (request.KeyPlace)
        {
            case KeyPlace.File:
                console.MarkupLineInterpolated($"[yellow]The key is in {request.Output.Name} in plain text: keep the file out of version control, backups and images.[/]");
                break;
            case KeyPlace.UserSecrets:
                var file = new FileInfo(PathHelper.GetSecretsPathFromSecretsId(request.UserSecretsId ?? throw new SetupException("Name the user secrets with --user-secrets.")));
                SettingsFile.Merge(file, answers.Path, secrets, onlyForOwner: true);
                console.MarkupLineInterpolated($"The key is in the user secrets {request.UserSecretsId}.");
                break;
            default:
                Advise(answers, secrets.ConvertAll(s => s.Field));
                break;
        }
    }

    private void Advise(Answers answers, List<ConfigField> secrets)
    {
        foreach (var field in secrets)
        {
            var path = $"{answers.Path}:{field.Key}";
            var variables = field.EnvironmentVariables.Append(path.Replace(":", "__", StringComparison.Ordinal));
            console.MarkupLineInterpolated($"{field.Key} was not written. Set {string.Join(" or ", variables)} in the environment, or: dotnet user-secrets set {path} VALUE");
        }
    }
}
