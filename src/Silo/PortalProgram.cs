using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Hosting.Commands;
using Portal.Hosting.Connections;

namespace Portal.Hosting;

/// <summary>The frame of every program of the product: verbs, one-line refusals, exit codes.</summary>
internal static class PortalProgram
{
    /// <summary>Exit code of a start that was refused.</summary>
    private const int Refused = 2;

    /// <param name="args">A verb first (<c>migrate</c>, <c>doctor</c>), or none; then settings.</param>
    /// <param name="run">Builds and runs the program; gets the arguments as settings alone.</param>
    /// <returns>0: ended as asked. 1: a verb found something wrong. 2: refused to start; one line a reason is on the error
    /// output.</returns>
    public static async Task<int> Run(string[] args, Func<string[], Task> run)
    {
        try
        {
            // Parsed here, or the command line's reader would swallow the next argument as its value.
            args = [.. args.Select(arg => arg is "--demo" ? "--Portal:Demo=true" : arg)];
            if (args.Length > 0 && !args[0].StartsWith('-') && !args[0].StartsWith('/') && !args[0].Contains('='))
                return await Verbs.Run(args[0], args[1..]);
            var files = FileLimit.Read();
            FileLimit.Refuse(files);
            if (FileLimit.Warn(files) is { } low)
                await Console.Error.WriteLineAsync(low);
            await run(args);
            return 0;
        }
        catch (OptionsValidationException refused)
        {
            return Say(refused.Failures);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Say(several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
        catch (StartRefusedException refused)
        {
            return Say([refused.Message]);
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException)
        {
            return Say([refused.Message]);
        }
    }

    /// <summary>Prepares, then runs until it is stopped. What is wrong is told before anything starts.</summary>
    public static async Task RunPortal(this IHost host)
    {
        await host.Prepare();
        await host.RunAsync();
    }

    /// <summary>The part of <see cref="RunPortal"/> before the start.</summary>
    public static Task Prepare(this IHost host) =>
        host.Services.GetRequiredService<Preparation>().Run(CancellationToken.None);

    private static int Say(IEnumerable<string> lines)
    {
        foreach (var line in lines.Distinct())
            Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return Refused;
    }
}
