using Microsoft.Extensions.Options;

namespace Portal.Hosting.Keys;

/// <summary>Whether the key that we have opens the ring that is there: told at start, not at the first secret that doesn't open.</summary>
internal sealed class KeyRingCheck(DatabaseKeyRing ring, KeyFile file, IOptions<KeyOptions> options)
{
    /// <exception cref="StartRefusedException">The ring is encrypted by another key.</exception>
    public void Run()
    {
        if (options.Value.Certificate is not null)
            return;
        var used = ring.GetAllElements()
            .SelectMany(element => element.Descendants("byKeyFile"))
            .Select(element => (string?)element.Attribute("key"))
            .Distinct()
            .ToArray();
        // Looked at before reading, which would make a new key.
        if (used.Length > 0 && (!file.Exists || !used.Contains(file.Id())))
            throw new StartRefusedException($"Portal:Keys:File is \"{file.Location}\", which is not the key that the database's secrets are sealed with. Put the original file there (from a backup, or from another machine of the fleet).");
        file.Read();
    }
}
