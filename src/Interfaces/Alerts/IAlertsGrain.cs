namespace Portal.Alerts;

/// <summary>Judges the alerts of all customers each minute. Key: 0.</summary>
[Alias("portal.IAlertsGrain")]
public interface IAlertsGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that it does so each minute, now and after every restart. Idempotent.</summary>
    [Alias("Start")]
    Task Start();
}
