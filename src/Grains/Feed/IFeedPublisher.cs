namespace Portal.Feed;

/// <summary>Tells the front ends that something has a new version.</summary>
internal interface IFeedPublisher
{
    /// <summary>Publishes with a bounded retry. False: the feed could not be reached, front ends learn by lease (up to 30 s). Never throws.</summary>
    Task<bool> Publish(string key, long version);
}
