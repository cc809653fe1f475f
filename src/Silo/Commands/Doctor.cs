using Microsoft.Extensions.Configuration;

namespace Portal.Hosting.Commands;

internal static class Doctor
{
    public static Task<int> Run(IConfiguration configuration, TextWriter output) => Task.FromResult(0);
}
