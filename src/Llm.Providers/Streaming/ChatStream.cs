using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>One streamed answer: reads frames, lets the protocol read them, and watches over how the stream ends.</summary>
internal sealed class ChatStream : IAsyncDisposable
{
    /// <summary>So many updates are made ahead of the caller at most.</summary>
    private const int Batch = 32;

    private readonly TransportResponse _response;
    private readonly FailureReader _failures;
    private readonly ChatProtocol _protocol;
    private readonly ChatCall _call;
    private readonly Deadline _deadline;
    private readonly TimeSpan _idle;
    private readonly Stream _body;
    private readonly FrameReader _frames;
    private readonly ChatStreamReader _reader;
    private readonly ChatResponseWriter _writer;
    private readonly TimeProvider _time;
    private bool _envelopeSent;
    private LlmProviderException? _fault;
    private bool _completed;
    private bool _contentSeen;
    private bool _sniffed;
    private bool _unframed;

    public ChatStream(TransportResponse response, Stream body, FailureReader failures, ChatProtocol protocol, ChatCall call, Deadline deadline, TimeSpan idle, int maxEventBytes, TimeProvider time)
    {
        _response = response;
        _body = body;
        _failures = failures;
        _protocol = protocol;
        _call = call;
        _deadline = deadline;
        _idle = idle;
        _frames = FrameReader.Create(body, protocol.Framing, maxEventBytes);
        _reader = protocol.CreateReader(call);
        _writer = new(streaming: true, call.Origin);
        _time = time;
    }

    private string ModelId => _call.Model.Id;

    /// <summary>Reads until the first content, to see whether the answer is one at all.</summary>
    /// <returns>What came instead of content; <see langword="null"/> once there is some.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LlmProviderException?> StartAsync()
    {
        while (true)
        {
            Pump();
            if (_contentSeen || _completed)
            {
                return null;
            }

            if (_fault is not null)
            {
                return _fault;
            }

            await ReadAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads on until there are updates to take.</summary>
    /// <returns><see langword="false"/> when the answer is complete.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> AdvanceAsync()
    {
        while (true)
        {
            Pump();

            // What arrived comes before how it ended: the last update may have been written together with the end.
            if (_writer.HasUpdates)
            {
                return true;
            }

            if (_fault is not null)
            {
                throw _failures.Report(_fault, _response);
            }

            if (_completed)
            {
                return false;
            }

            await ReadAsync().ConfigureAwait(false);
        }
    }

    public bool TryTake([NotNullWhen(true)] out ChatResponseUpdate? update)
    {
        if (!_writer.TryDequeue(out update))
        {
            return false;
        }

        if (!_envelopeSent)
        {
            _envelopeSent = true;
            AddEnvelope(update);
        }

        return true;
    }

    /// <summary>Closes the connection; the deadline belongs to the call, which may try again.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _body.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _frames.Dispose();
            _response.Charge(_writer.Usage);
            _writer.Dispose();
            _response.Dispose();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadAsync()
    {
        if (!await FillAsync().ConfigureAwait(false))
        {
            ReadFrames(); // a last frame may lack nothing but its end
            if (!_completed)
            {
                End(null);
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync()
    {
        var armed = false;
        try
        {
            var fill = _frames.FillAsync(_deadline.Token);
            if (!fill.IsCompleted)
            {
                armed = true;
                _deadline.Resume();
            }

            return await fill.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_deadline.Passed)
        {
            End(_contentSeen
                ? _failures.TimedOut("further content", _deadline.Limit, "IdleTimeout", ModelId, _writer.PartialText, e)
                : _failures.TimedOut("first content", _deadline.Limit, "Timeout", ModelId, inner: e));
            return true;
        }
        catch (OperationCanceledException e)
        {
            throw _deadline.Cancelled(e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            End(_failures.Interrupted(ModelId, _writer.PartialText, e, _response.Key));
            return true;
        }
        catch (JsonException e)
        {
            _fault = _failures.Malformed(e, default, ModelId, _response.Key, _writer.PartialText);
            return true;
        }
        finally
        {
            if (armed)
            {
                _deadline.Pause();
            }
        }
    }

    private void Pump()
    {
        if (_fault is null && !_completed)
        {
            ReadFrames();
        }

        if (_writer.TakeActivity())
        {
            _contentSeen = true;
            _response.Began(_time);
            _deadline.Start(_idle);
        }
    }

    private void ReadFrames()
    {
        if (!_sniffed && _frames.FirstByte() is { } first)
        {
            // An error, or a whole answer from a server that ignores "stream", is a JSON value and not an event. A page of a portal or compressed
            // bytes would be lines of unknown fields, which say nothing: the call would fail as interrupted and not as what it is, no answer.
            _sniffed = true;
            _unframed = _protocol.Framing == StreamFraming.ServerSentEvents && first != (byte)':' && !char.IsAsciiLetter((char)first);
        }

        var taken = 0;
        while (!_unframed && _fault is null && !(taken >= Batch && _writer.HasUpdates) && _frames.TryRead(out var frame))
        {
            Read(frame);
            taken++;
            if (_reader.Progress == StreamProgress.Done)
            {
                End(null);
                return;
            }
        }
    }

    private void Read(StreamFrame frame)
    {
        var data = frame.Data;
        if (data[0] == ':')
        {
            return; // a comment that was wrapped as data by a proxy
        }

        if (!Utf8.IsValid(data))
        {
            data = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data));
        }

        try
        {
            if (_call.IncludeRaw && data[0] == '{')
            {
                _writer.SetRaw(JsonElement.Parse(data));
            }

            _reader.Read(new(frame.EventType, data), _writer);
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            _fault = _failures.Malformed(e, data, ModelId, _response.Key, _writer.PartialText);
        }

        ReportFailure();
    }

    // On the first update, where a caller can have it at once; Microsoft.Extensions.AI carries it over to the whole response.
    private void AddEnvelope(ChatResponseUpdate update)
    {
        CallEnvelope.Write(_response, _time, update, static (u, name, value) => (u.AdditionalProperties ??= [])[name] = value);
    }

    private void ReportFailure()
    {
        if (_fault is null && _writer.Failure is { } error)
        {
            _fault = _failures.InAnswer(error, _response, ModelId, _writer.PartialText);
        }
    }

    /// <summary>Decides what an end of the body means: a model that said it was done is done, however the connection ended.</summary>
    private void End(LlmProviderException? cause)
    {
        if (_unframed && cause is null)
        {
            ReadUnframed();
        }
        else if (_reader.Progress == StreamProgress.Open || _writer.IsEmpty)
        {
            _fault ??= cause ?? _failures.Interrupted(ModelId, _writer.PartialText);
            return;
        }

        if (_fault is null)
        {
            CompleteReader();
        }

        if (_fault is not null)
        {
            return;
        }

        if (_call.Warnings.Count > 0)
        {
            _writer.SetProperty(LlmPropertyNames.Warnings, _call.Warnings);
        }

        _call.Account?.Close(_call, _protocol, _writer);
        _writer.Complete();
        _completed = true;
    }

    // What could be known only at the end is read like everything before it.
    private void CompleteReader()
    {
        try
        {
            _reader.Complete(_writer);
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            _fault = _failures.Malformed(e, default, ModelId, _response.Key, _writer.PartialText);
        }

        ReportFailure();
    }

    private void ReadUnframed()
    {
        var body = _frames.Unframed();
        if (!Utf8.IsValid(body))
        {
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        }

        try
        {
            _protocol.Parse(body, _call, _writer);
            if (_writer.IsEmpty && _writer.Failure is null)
            {
                _writer.Fail(_protocol.ParseError(body));
            }
        }
        catch (Exception e) when (FailureReader.IsUnreadable(e))
        {
            _fault = _failures.Malformed(e, body, ModelId, _response.Key, _writer.PartialText);
        }

        ReportFailure();
    }
}
