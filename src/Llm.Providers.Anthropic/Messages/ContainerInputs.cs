using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Hands the files of a code interpreter to its container: on this wire they are contents of the user's message.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/code-execution-tool">code execution</see>.</remarks>
internal static class ContainerInputs
{
    public static void Add(ChatCall call, MessagesConversation conversation)
    {
        foreach (var tool in call.Options.Tools ?? [])
        {
            if (tool is not HostedCodeInterpreterTool { Inputs: { Count: > 0 } inputs })
            {
                continue;
            }

            var turn = conversation.Turns.FindLast(t => t.Role == MessageTurn.User)!;
            foreach (var input in inputs)
            {
                if (input is not HostedFileContent file)
                {
                    throw LlmProviderException.UnsupportedContent(input, MessagesProtocol.ProtocolName, "A code interpreter takes files that were uploaded: give their ids as HostedFileContent.");
                }

                turn.Pieces.Add(new(new HostedFileContent(file.FileId) { MediaType = "application/octet-stream" }));
            }
        }
    }
}
