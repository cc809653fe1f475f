using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>What a form did to show that a person sent it.</summary>
internal enum HumanSigns
{
    /// <summary>Nothing: a browser without JavaScript, or a program.</summary>
    None,

    /// <summary>It is as good as we can tell.</summary>
    Human,

    /// <summary>It claims something that isn't so.</summary>
    Machine,
}

/// <summary>Tells people from programs. A seam: a captcha of somebody else's can stand here.</summary>
internal interface IHumanCheck
{
    Task<HumanSigns> Check(HttpContext context, IFormCollection form);
}

/// <summary>
/// Proof of work: the browser looks for a number whose SHA-256 with the form's operation id begins with so many zero
/// bits. A person doesn't notice; a program that fills forms by the thousand pays for each.
/// </summary>
internal sealed class HumanCheck : IHumanCheck
{
    /// <summary>65,536 tries on average: a blink on a phone.</summary>
    public const int Bits = 16;
    private const int LongestNumber = 12;
    private const int LongestOperation = 64;

    public Task<HumanSigns> Check(HttpContext context, IFormCollection form) =>
        Task.FromResult(Judge(form[PortalCall.OperationField].ToString(), form["proof"].ToString()));

    public static HumanSigns Judge(string operation, string proof)
    {
        if (proof.Length == 0)
            return HumanSigns.None;
        return proof.Length <= LongestNumber && operation.Length <= LongestOperation && proof.All(char.IsAsciiDigit)
            && ZeroBits(SHA256.HashData(Encoding.ASCII.GetBytes($"{operation}.{proof}"))) >= Bits
            ? HumanSigns.Human
            : HumanSigns.Machine;
    }

    private static int ZeroBits(ReadOnlySpan<byte> hash)
    {
        var zeros = 0;
        foreach (var part in hash)
        {
            zeros += BitOperations.LeadingZeroCount((uint)part) - 24;
            if (part != 0)
                break;
        }

        return zeros;
    }
}
