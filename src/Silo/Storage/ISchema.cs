namespace Portal.Hosting.Storage;

/// <summary>The tables of one kind of database: brought up to date, or compared with what this program needs.</summary>
internal interface ISchema
{
    /// <summary>Before anything else asks the database: SQLite is brought up to date, PostgreSQL only compared.</summary>
    /// <exception cref="StartRefusedException">The database can't be reached, or its tables are not this program's.</exception>
    Task Prepare(CancellationToken cancellation);

    /// <summary>Brings the tables up to date.</summary>
    /// <returns>The names of the scripts that ran; empty: there was nothing to do.</returns>
    /// <exception cref="StartRefusedException">The database can't be reached, or a script failed.</exception>
    Task<IReadOnlyList<string>> Migrate(CancellationToken cancellation);

    /// <summary>Scripts that have not run here, in order.</summary>
    Task<IReadOnlyList<string>> Pending(CancellationToken cancellation);
}
