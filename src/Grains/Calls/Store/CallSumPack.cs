using System.Globalization;

namespace Portal.Calls;

/// <summary>Reads what <see cref="CallSumTable.Packed"/> writes. Pure.</summary>
internal static class CallSumPack
{
    /// <summary>All of them added up, whatever they were charged in: for shares and averages, not for money.</summary>
    /// <param name="packs">Null: none of that.</param>
    public static CallSums Of(params IEnumerable<string?> packs)
    {
        var sums = new long[CallSumTable.Measures.Length];
        foreach (var pack in packs)
        {
            if (pack is null)
                continue;
            var place = 0;
            foreach (var part in pack.AsSpan().Split(' '))
                sums[place++] += long.Parse(pack.AsSpan()[part], CultureInfo.InvariantCulture);
        }

        return CallSumsRow.Of(null, null, "", sums).ToSums();
    }
}
