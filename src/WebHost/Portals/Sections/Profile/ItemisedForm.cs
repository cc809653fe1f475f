using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>Whether the customer's people see single calls. It is the customer's own word, of a contact who sees everything.</summary>
internal sealed class ItemisedForm(ProfileAnswer pages, IGrainFactory grains)
{
    public const string Field = "nonItemised";

    public async Task<bool> Save(PortalCall call)
    {
        if (!NonItemised.MayChange(call))
            return false;
        var form = await SectionForm.Read(call);
        var customer = grains.GetGrain<ICustomerGrain>(call.Place.Customer);
        if (await customer.Get() is not { } view)
            return false;
        var result = await customer.Save(
            view.Settings with { NonItemised = form[Field].ToString() == "true" }, call.Change(form, view.Version));
        return result.IsSaved
            ? await ProfileAnswer.Back(call, "saved")
            : await pages.Overview(call, FormState.Blank.Wrong(Field, ProfileAnswer.Texts(call)["Error.Changed"]));
    }
}
