namespace Portal.Feed;

/// <summary>What is seen of something that front ends keep: whoever saves it through one of them sees it there at once.</summary>
public interface IShown
{
    /// <summary>What the feed tells of it.</summary>
    FeedNote ToNote();
}
