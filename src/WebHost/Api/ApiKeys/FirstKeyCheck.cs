using Portal.ApiKeys;
using Portal.Hosting.Ops;

namespace Portal.WebHost.Api;

/// <summary>Asks once for a key that nobody has.</summary>
internal sealed class FirstKeyCheck(KeyCheck keys) : IWarmUp
{
    public string What => "the check of API keys";

    public Task Once(CancellationToken cancellation) => keys.Find(new string('0', ApiKeyText.Longest), cancellation);
}
