namespace Portal.Calls;

/// <summary>What is there at this moment, and whose it is.</summary>
internal interface ILive<out T>
{
    /// <summary>As a switch named it; where it is kept, our id.</summary>
    string Customer { get; }

    T Of(string customer);
}
