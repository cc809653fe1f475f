using Microsoft.Extensions.Options;

namespace Portal.Hosting.Keys;

/// <summary>Whether the key that we have opens the ring that is there: told at start, not at the first secret that doesn't open.</summary>
internal sealed class KeyRingCheck(DatabaseKeyRing ring, KeyFile file, IOptions<KeyOptions> options)
{
    /// <summary>Looks, and makes the key file where there is neither file nor ring.</summary>
    /// <exception cref="StartRefusedException">The ring is encrypted by another key.</exception>
    public void Run()
    {
        Check();
        if (options.Value.Certificate is null)
            file.Read();
    }

    /// <summary>Looks without making anything.</summary>
    /// <returns>How many keys the ring has.</returns>
    /// <exception cref="StartRefusedException">The ring is encrypted by another key.</exception>
    public int Check()
    {
        var elements = ring.GetAllElements();
        var byFile = elements
            .SelectMany(element => element.Descendants("byKeyFile"))
            .Select(element => (string?)element.Attribute("key"))
            .Distinct()
            .ToArray();
        var byCertificate = elements.Any(element => element.Descendants().Any(part => part.Name.LocalName == "EncryptedData"));
        if (options.Value.Certificate is { } certificate)
        {
            // A ring that began with a key file goes on with a certificate as long as the file stays.
            if (byFile.Length > 0 && (!file.Exists || !byFile.Contains(file.Id())))
                throw new StartRefusedException(
                    $"Portal:Keys:Certificate is \"{certificate}\", "
                        + $"but the database's key ring began with the key file {file.Location}. "
                        + "Put that file back; it is needed as long as keys from that time are in use.");
        }
        else if (byFile.Length > 0 && (!file.Exists || !byFile.Contains(file.Id())))
        {
            throw new StartRefusedException(
                $"Portal:Keys:File is \"{file.Location}\", which is not the key that the database's secrets are sealed with. Put the "
                    + "original file there (from a backup, or from another machine of the fleet).");
        }
        else if (byCertificate)
        {
            throw new StartRefusedException(
                "Portal:Keys:Certificate is not set, but the database's key ring is sealed with a certificate. "
                    + "Set it to that certificate and its key.");
        }

        return elements.Count;
    }
}
