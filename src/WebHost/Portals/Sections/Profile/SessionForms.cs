namespace Portal.WebHost.Portals;

/// <summary>Ends sessions: one, or all but this.</summary>
internal sealed class SessionForms(ProfileAnswer pages)
{
    public async Task<bool> Serve(PortalCall call, string rest)
    {
        var posted = await SectionForm.Read(call);
        if (rest == "end-others")
        {
            await pages.Me(call).EndOtherSessions(call.Session.Id, call.Change(posted));
            return await ProfileAnswer.Back(call, "ended-others");
        }

        var id = rest[..^"/end".Length];
        if (id == call.Session.Id || !Array.Exists(call.Person.Sessions, s => s.Id == id))
            return false;
        await pages.Me(call).EndSession(id, call.Change(posted));
        return await ProfileAnswer.Back(call, "ended");
    }
}
