using Portal.Calls;
using Portal.Exports;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Puts a file that somebody wants into the queue, whoever asks: a page, a program, or a schedule.</summary>
internal sealed class ExportAsking(IExports exports, ICallStore store, ExportLimits limits)
{
    public static ExportOwner Owner(PortalCall call) => new(
        call.Place.Contact, call.Place.Customer, call.Person.Id, call.Site.Look.Host, call.Texts.Language, call.Culture.Name);

    /// <returns>The file; or what is wrong; or, in words, that there is no room.</returns>
    public async Task<(ExportJob? Job, IReadOnlyList<FieldError> Problems, string? Busy)> Ask(PortalCall call, ExportInput input)
    {
        var texts = TextSet.Of<ExportsPages>(call.Texts.Language);
        var (request, format, problems) = input.Read(call);
        if (problems.Count > 0)
            return (null, problems, null);
        var total = (await store.Totals(request.Query! with { Sort = null, Cursor = null }, call.Aborted))?.Sum(sums => sums.Attempts);
        if (total > limits.MostRows)
            return (null, [new("query", texts.Format("Reason.Rows", limits.MostRows.ToString("N0", call.Culture)))], null);
        var owner = Owner(call);
        var job = new ExportJob
        {
            Id = Guid.NewGuid().ToString("N"),
            Contact = owner.Contact,
            Customer = owner.Customer,
            Person = owner.Person,
            Host = owner.Host,
            Language = owner.Language,
            Culture = owner.Culture,
            Section = "cdr",
            Query = CdrExport.Fix(request),
            Format = format,
            IsByStaff = call.IsStaff,
            MadeAt = call.Now,
            Total = total,
            ExpiresAt = call.Now + ExportLimits.Kept,
        };
        return await exports.Ask(job, call.Aborted) switch
        {
            ExportAsked.Taken => (job, [], null),
            ExportAsked.ContactFull => (null, [], texts.Format("Busy.Contact", ExportLimits.OfContact)),
            ExportAsked.CustomerFull => (null, [], texts["Busy.Customer"]),
            ExportAsked.FleetFull => (null, [], texts["Busy.Fleet"]),
        };
    }
}
