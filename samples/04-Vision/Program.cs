// Vision: an image by its bytes. dotnet run --project samples/04-Vision -- photo.jpg "What is on the wall?"
using Llm.Providers;
using Llm.Providers.Samples;
using Microsoft.Extensions.AI;

List<string> arguments = [.. args];
await using var providers = await SampleProviders.StartAsync(arguments);
using var chat = providers.CreateChatClient();

var file = arguments.Count > 0 && File.Exists(arguments[0]) ? arguments[0] : null;
var question = string.Join(' ', file is null ? arguments : arguments.Skip(1));

// A red square of 64 x 64 pixels, for when there is no photo at hand.
var square = Convert.FromBase64String(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PQQkAAAgAsetfWiP4FgYrsKZeS0BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDgsqnc8OJg6Ln3AAAAAElFTkSuQmCC");
var image = file is null ? new DataContent(square, "image/png") : await DataContent.LoadFromAsync(file);

try
{
    Console.WriteLine($"[{providers.Model}: {image.MediaType}, {image.Data.Length} bytes]");
    Console.WriteLine(await chat.GetResponseAsync([new(ChatRole.User, [new TextContent(question.Length > 0 ? question : "What do you see?"), image])]));
    return 0;
}
catch (LlmProviderException e) when (e.Kind is LlmErrorKind.UnsupportedContent or LlmErrorKind.InvalidRequest)
{
    // Nothing was sent: the model takes no images, or the file is none.
    Console.Error.WriteLine(e.Message);
    return 1;
}
