using System.Globalization;
using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>
/// <c>import cdrs FILE…</c>: takes files of calls in. Run again it is harmless: what is stored is known. Ends with 1 when lines were
/// rejected. With <c>--follow DIR</c> it ships a spool for ever (<see cref="SpoolFollower"/>).
/// </summary>
internal sealed class ImportCdrs(CallIntake intake, MappingDirectory mappings, TimeProvider clock) : IVerb
{
    private const string What = "cdrs";
    private const int Named = 20;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    public string Name => "import";

    /// <summary>Paths as the process has them that the verb may be handed to: another working directory is not ours.</summary>
    public static string[] Absolute(string[] arguments) =>
        arguments is [What, .. var files]
            ? [What, .. ImportOptions.Absolute(files)]
            : arguments;

    public async Task<int> Run(string[] arguments, Func<string, Task> say, CancellationToken stop = default)
    {
        if (FollowPlan.IsAsked(arguments))
            return await Follow(arguments, say, stop);
        if (arguments is not [What, .. var rest] || ImportOptions.Of(rest) is not { } options)
        {
            await say("Usage: import cdrs FILE… [--mapping NAME] [--switch NAME], or import cdrs --follow DIR. Without a mapping, files end "
                + "with .ndjson, .jsonl or .csv, or one of them and .gz or .zst.");
            return 2;
        }

        var (mapping, unknown) = await mappings.FindToRead(options.Mapping, CancellationToken.None);
        if (unknown is not null)
        {
            await say(unknown);
            return 2;
        }

        var files = new List<ImportFile>();
        foreach (var path in options.Files)
        {
            var (file, wrong) = ImportFile.Of(path, isMapped: mapping is not null);
            if (file is null)
            {
                await say(wrong!);
                return 2;
            }

            files.Add(file);
        }

        var progress = new Progress(files.Sum(file => file.Size), clock.GetTimestamp());
        var clean = true;
        foreach (var file in files)
            clean &= await One(file, options.Switch, mapping, progress, say);
        return clean ? 0 : 1;
    }

    private async Task<int> Follow(string[] arguments, Func<string, Task> say, CancellationToken stop)
    {
        var (plan, wrong) = FollowPlan.Read(arguments);
        if (wrong is not null)
        {
            await say(wrong);
            return 2;
        }

        return await new SpoolFollower(plan!, new IntakeSink(intake, mappings, plan!), clock, say).Run(stop);
    }

    /// <returns>Whether each line was a call.</returns>
    private async Task<bool> One(
        ImportFile file, string? defaultSwitch, CallMapping? mapping, Progress progress, Func<string, Task> say)
    {
        IntakeResult result;
        try
        {
            await using var bytes = File.OpenRead(file.Path);
            await using var body = PackedBody.Open(bytes, file.Packing);
            result = await intake.Run(
                new(body, file.Format, defaultSwitch) { Mapping = mapping },
                so => progress.IsDue(clock) ? say(progress.Line(file, so, bytes.Position, clock)) : Task.CompletedTask);
        }
        catch (Exception problem) when (problem is BrokenBodyException or IOException or UnauthorizedAccessException)
        {
            await say($"{file.Name}: {problem.Message} What came before it is stored; this may be run again.");
            return false;
        }

        progress.Finish(file, result);
        if (result.Refused is { } refused)
        {
            await say($"{file.Name}: {refused} Nothing was taken.");
            return false;
        }

        await say(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Name}: {result.Accepted:N0} accepted, {result.Duplicates:N0} there already, {result.Rejected:N0} rejected"));
        foreach (var error in result.Errors.Take(Named))
            await say($"{file.Name}:{error.Line.ToString(CultureInfo.InvariantCulture)}: {error.Reason}");
        if (result.Errors.Count + result.MoreErrors - Named is > 0 and var more)
            await say(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: and {more:N0} more"));
        return result.Rejected == 0;
    }

    /// <summary>How far all files are, by their bytes.</summary>
    private sealed class Progress(long all, long began)
    {
        private long said;
        private long bytesBefore;
        private long linesBefore;

        public bool IsDue(TimeProvider clock)
        {
            if (clock.GetElapsedTime(Math.Max(said, began)) < BetweenLines)
                return false;
            said = clock.GetTimestamp();
            return true;
        }

        public void Finish(ImportFile file, IntakeResult result)
        {
            bytesBefore += file.Size;
            linesBefore += result.Lines;
        }

        public string Line(ImportFile file, IntakeResult now, long position, TimeProvider clock)
        {
            var seconds = clock.GetElapsedTime(began).TotalSeconds;
            var lines = linesBefore + now.Lines;
            // A file may have grown since it was counted.
            var bytes = Math.Clamp(bytesBefore + position, 1, Math.Max(all, 1));
            var left = Left(seconds / bytes * (all - bytes));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name}: {lines:N0} calls, {lines / seconds:N0} a second, {100d * bytes / all:0} %, {left} left");
        }

        private static string Left(double seconds) => seconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min");
    }
}
