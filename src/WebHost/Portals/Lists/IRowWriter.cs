namespace Portal.WebHost.Portals;

/// <summary>Writes a file of lines. A file may be made of parts: what is flushed is whole lines.</summary>
internal interface IRowWriter<in T> : IDisposable
{
    /// <summary>What stands before the first row, in files that have such.</summary>
    void Head();

    void Row(T row);

    /// <summary>Hands over what was gathered.</summary>
    void Flush();
}
