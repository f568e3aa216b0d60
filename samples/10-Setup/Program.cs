// A wizard and a settings page, drawn from what providers say of their settings.
//   dotnet run --project samples/10-Setup                                  asks, tests, and writes appsettings.json
//   dotnet run --project samples/10-Setup -- --html settings.html          a page to open in a browser
//   dotnet run --project samples/10-Setup -- --print-form --provider xai   the description both are drawn from
using System.CommandLine;
using Llm.Providers.Samples.Setup;
using Spectre.Console;

var provider = new Option<string?>("--provider") { Description = "The provider, such as openai; asked for when it is not given." };
var name = new Option<string?>("--name") { Description = "The name of the instance, when there are several of one kind." };
var output = new Option<FileInfo>("--output") { Description = "The file to write the settings to.", DefaultValueFactory = _ => new("appsettings.json") };
var set = new Option<string[]>("--set") { Description = "A setting as KEY=VALUE; may be given many times. Keys are refused here: other users see command lines." };
var keyFromInput = new Option<bool>("--key-stdin") { Description = "Reads the key from standard input." };
var keyInFile = new Option<bool>("--key-in-file") { Description = "Writes the key into the file, in plain text." };
var userSecrets = new Option<string?>("--user-secrets") { Description = "Writes the key to the user secrets of this id." };
var test = new Option<bool>("--test") { Description = "Tries address and key with a request that costs nothing." };
var nonInteractive = new Option<bool>("--non-interactive") { Description = "Asks nothing: all settings come from --set and --key-stdin." };
var printForm = new Option<bool>("--print-form") { Description = "Prints the description of the settings as JSON, and ends." };
var html = new Option<FileInfo?>("--html") { Description = "Writes a settings page, and ends." };
var root = new RootCommand("Sets up a provider of language models.") { provider, name, output, set, keyFromInput, keyInFile, userSecrets, test, nonInteractive, printForm, html };

root.SetAction(async (arguments, cancellationToken) =>
{
    var request = new SetupRequest
    {
        Provider = arguments.GetValue(provider),
        Name = arguments.GetValue(name),
        Output = arguments.GetValue(output)!,
        Settings = arguments.GetValue(set) ?? [],
        Key = arguments.GetValue(keyFromInput) ? await Console.In.ReadLineAsync(cancellationToken) : null,
        KeyPlace = arguments.GetValue(keyInFile) ? KeyPlace.File : arguments.GetValue(userSecrets) is null ? KeyPlace.Elsewhere : KeyPlace.UserSecrets,
        UserSecretsId = arguments.GetValue(userSecrets),
        Test = arguments.GetValue(test),
    };
    try
    {
        if (arguments.GetValue(printForm))
        {
            Console.WriteLine(KnownProviders.FormOf(request.Provider));
            return 0;
        }

        return arguments.GetValue(html) is { } page ? await FormPage.WriteAsync(page, request.Provider, cancellationToken)
            : arguments.GetValue(nonInteractive) ? await new SetupRunner(AnsiConsole.Console).RunAsync(request, cancellationToken)
            : await new Wizard(AnsiConsole.Console).RunAsync(request, cancellationToken);
    }
    catch (SetupException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
});

return await root.Parse(args).InvokeAsync();
