namespace Portal.Calls;

/// <summary>Recordings, for those who may read their calls: the reader has seen to that.</summary>
internal interface IRecordings
{
    /// <summary>Null: the call has none. The stream is the caller's to end.</summary>
    Task<(Recording Recording, Stream Audio)?> Open(CallKey key, CancellationToken cancellation);
}
