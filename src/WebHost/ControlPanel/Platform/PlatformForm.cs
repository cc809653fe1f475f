using System.Net.Sockets;
using Portal.Domains;
using Portal.Hosts;
using Portal.Mail;
using Portal.Platform;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Shows and saves the platform's settings, for their page and for the first start's steps.</summary>
internal sealed class PlatformForm(IGrainFactory grains, IDomainDirectory domains, ITestMail mail)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task<PlatformView> Get() => grains.GetGrain<IPlatformGrain>(0).Get();

    public async Task<PlatformModel> Model(StaffCall call, PlatformView view, FormValues? values = null) => new()
    {
        Call = call,
        View = view,
        Values = values ?? PlatformDocument.Platform.ToForm(view.Settings),
        Addresses = await Resolve(view.Settings.PlatformHost),
        Domains = await domains.Count(new ListQuery(), call.Aborted),
    };

    /// <summary>Saves what the form shows; a result that isn't saved comes with the page's model to show again.</summary>
    public async Task<(SaveResult<PlatformView> Result, PlatformModel Model)> Save(StaffCall call, IFormCollection posted)
    {
        var (now, values, errors) = (await Get(), FormValues.From(posted), new List<FieldError>());
        var settings = PlatformDocument.FromForm(values, now, errors);
        var result = errors.Count > 0
            ? SaveResult<PlatformView>.Invalid([.. errors])
            : await grains.GetGrain<IPlatformGrain>(0).Save(settings, call.Change(posted, StaffCall.Version(posted)));
        var model = result.Outcome switch
        {
            SaveOutcome.Saved => await Model(call, result.Value!),
            SaveOutcome.Conflict => await Model(
                call, result.Value!, values.Meet(PlatformDocument.Platform.ToForm(result.Value!.Settings), out var theirs)) with
            {
                Theirs = theirs,
            },
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.NotFound or SaveOutcome.InUse =>
                await Model(call, now, values.With(result.Errors)),
        };
        return (result, model);
    }

    /// <summary>Of the page that shows a result that isn't saved.</summary>
    public static int Status(SaveResult<PlatformView> result) =>
        result.Outcome == SaveOutcome.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;

    public async Task<PlatformModel> SendTestMail(StaffCall call, PlatformModel model, string to) =>
        model with { TestMail = await mail.SendForPlatform(to, call.Aborted), TestTo = to };

    /// <summary>The addresses that this machine finds for the name; empty: none, or no answer in time.</summary>
    public static async Task<string[]> Resolve(string? written)
    {
        if (!HostName.TryParse(written?.Trim(), out var host, out _))
            return [];
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            return [.. (await System.Net.Dns.GetHostAddressesAsync(host.Value, limit.Token)).Select(a => a.ToString()).Distinct()];
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ArgumentException)
        {
            return [];
        }
    }
}
