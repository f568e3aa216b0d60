using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Reads a streamed answer: one object a line, the last one with <c>done: true</c>.</summary>
internal sealed class OllamaReader : ChatStreamReader
{
    private readonly OllamaAnswerParser _parser = new();

    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        _parser.Read(frame.Data, response);
        if (_parser.IsDone)
        {
            Progress = StreamProgress.Done;
        }
    }

    public override void Complete(ChatResponseWriter response) => _parser.Complete(response);
}
