using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>What processes took of the processors, as Linux counts it.</summary>
internal static class ProcessorTime
{
    private const double Ticks = 100;

    /// <summary>Of a process, of its children, and of those that ended, in seconds so far.</summary>
    public static double Of(int process)
    {
        var total = 0.0;
        foreach (var id in Family(process))
        {
            try
            {
                var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ", 2)[1].Split(' ');
                // Its own in the program and in the kernel, and those of children that it waited for.
                total += fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / Ticks;
            }
            catch (IOException)
            {
                // It ended between the listing and the look.
            }
        }

        return total;
    }

    private static List<int> Family(int process)
    {
        var family = new List<int> { process };
        for (var i = 0; i < family.Count; i++)
        {
            var children = $"/proc/{family[i]}/task/{family[i]}/children";
            if (File.Exists(children))
                family.AddRange(
                    File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }

        return family;
    }
}
