using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>This installation.</summary>
internal sealed class IntakeSink(CallIntake intake, MappingDirectory mappings, FollowPlan plan) : ICallSink
{
    public string Name => "This installation";

    public async Task<IntakeResult> Take(SpoolBatch batch)
    {
        // Each time: it may be changed meanwhile.
        var (mapping, unknown) = await mappings.FindToRead(plan.Mapping, CancellationToken.None);
        if (unknown is not null)
            throw new NotTakenException(unknown);
        using var body = new MemoryStream();
        batch.Write(body);
        body.Position = 0;
        IntakeResult result;
        try
        {
            result = await intake.Run(new(body, batch.Format, plan.Switch) { Mapping = mapping });
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            throw new NotTakenException(problem.Message, problem);
        }

        return result.Refused is { } refused ? throw new NotTakenException($"{batch.File}: {refused}") : result;
    }
}
