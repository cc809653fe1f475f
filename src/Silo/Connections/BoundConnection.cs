using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Portal.Hosting.Connections;

/// <summary>A connection that leaves the book when its socket is closed, and not before.</summary>
internal sealed class BoundConnection : ConnectionContext
{
    private readonly ConnectionContext inner;
    private readonly BookEntry entry;

    public BoundConnection(ConnectionContext inner, BookEntry entry)
    {
        (this.inner, this.entry) = (inner, entry);
        inner.Features.Set(entry);
        entry.Attach(() => inner.Abort(new ConnectionAbortedException("It was silent, and others need its slot.")));
    }

    public override string ConnectionId { get => inner.ConnectionId; set => inner.ConnectionId = value; }

    public override IFeatureCollection Features => inner.Features;

    public override IDictionary<object, object?> Items { get => inner.Items; set => inner.Items = value; }

    public override IDuplexPipe Transport { get => inner.Transport; set => inner.Transport = value; }

    public override CancellationToken ConnectionClosed { get => inner.ConnectionClosed; set => inner.ConnectionClosed = value; }

    public override EndPoint? LocalEndPoint { get => inner.LocalEndPoint; set => inner.LocalEndPoint = value; }

    public override EndPoint? RemoteEndPoint { get => inner.RemoteEndPoint; set => inner.RemoteEndPoint = value; }

    public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await inner.DisposeAsync();
        }
        finally
        {
            entry.Left();
            await base.DisposeAsync();
        }
    }

    /// <summary>Waits for the first byte, without taking it. The book ends the wait.</summary>
    public static async Task Hear(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<BookEntry>() is { } entry)
        {
            try
            {
                var read = await connection.Transport.Input.ReadAsync();
                if (read.IsCanceled || (read.IsCompleted && read.Buffer.IsEmpty))
                    return;
                connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            }
            catch (Exception gone) when (gone is IOException or ConnectionAbortedException or OperationCanceledException)
            {
                return;
            }

            entry.Heard();
        }

        await next(connection);
    }
}
