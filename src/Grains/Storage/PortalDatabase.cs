using System.Data.Common;

namespace Portal.Storage;

/// <summary>
/// The store of rows. SQLite has one writer at a time, so writes go through a gate that readers don't wait at; on
/// PostgreSQL both are the same pool. SQL is written to run on both: <c>@name</c> parameters, times as Unix milliseconds
/// (<c>bigint</c>), booleans as 0/1 (<c>integer</c>), <c>ON CONFLICT</c>, one statement a write.
/// </summary>
/// <param name="Read">For SELECT alone.</param>
/// <param name="Write">For everything that changes rows. Hold a connection for one statement or one short transaction.</param>
internal sealed record PortalDatabase(DbDataSource Read, DbDataSource Write);
