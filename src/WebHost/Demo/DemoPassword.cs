using System.Security.Cryptography;

namespace Portal.WebHost.Demo;

/// <summary>The password of the accounts that this start makes: random, stored hashed, told once. No two demos share one.</summary>
internal sealed class DemoPassword
{
    // Without letters that look like others; 20 of 32 make 100 bits.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public string Value { get; } = string.Join('-', RandomNumberGenerator.GetString(Letters, 20).Chunk(5).Select(part => new string(part)));

    // Told on purpose, never by accident.
    public override string ToString() => nameof(DemoPassword);
}
