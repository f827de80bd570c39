using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Schedules.Interop.Tests.Pictures.Browser;

/// <summary>A connection to a browser by its DevTools protocol: commands with their answers, and
/// the events in between.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> awaited = new();
    private readonly SemaphoreSlim sending = new(1);
    private Task receiving = Task.CompletedTask;
    private int last;

    /// <summary>Events in the order in which they came.</summary>
    public ConcurrentQueue<JsonNode> Events { get; } = new();

    public static async Task<Session> ConnectAsync(Uri address)
    {
        var session = new Session();
        await session.socket.ConnectAsync(address, CancellationToken.None);
        session.receiving = session.ReceiveAsync();
        return session;
    }

    /// <summary>Sends a command, to a page if one is named, and gives its result.</summary>
    public async Task<JsonNode> SendAsync(string method, object parameters, string? page = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited[id] = answer;
        var command = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = JsonSerializer.SerializeToNode(parameters),
        };
        if (page is not null)
            command["sessionId"] = page;

        await sending.WaitAsync();
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(command);
            await socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
        return await answer.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await receiving;
        socket.Dispose();
        sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                } while (!part.EndOfMessage);
                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        // The browser has gone, or this end has.
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or JsonException)
        {
            foreach (var answer in awaited.Values)
                answer.TrySetException(gone);
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is not { } id)
            Events.Enqueue(message);
        else if (awaited.TryRemove(id.GetValue<int>(), out var answer))
        {
            if (message["error"] is { } error)
                answer.SetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.SetResult(message["result"]!);
        }
    }
}
