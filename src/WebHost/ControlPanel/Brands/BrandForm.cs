using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>Gathers what a brand's page shows.</summary>
internal sealed class BrandForm(IFileDirectory files, ISiteLanguages languages, IDomainDirectory domains)
{
    private const int MostChoices = 500;

    /// <param name="view">Null: a new brand.</param>
    public async Task<BrandModel> Model(StaffCall call, BrandView? view, FormValues values)
    {
        var owners = view is null ? BrandDesk.Own(call.Caller) : [view.Settings.Id];
        return new BrandModel
        {
            Call = call,
            Brand = view,
            Values = values,
            Domains = view is null ? 0 : await domains.CountByBrand(view.Settings.Id, call.Aborted),
            Inheritance = Inheritance.OfBrand(languages.Known),
            Files = (await files.List(new ListQuery(null, MostChoices, null, owners), call.Aborted)).Items,
        };
    }

    public static IResult Page(BrandModel model, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<BrandPage>(new { Model = model }, status);

    /// <summary>The page once more, with what is wrong at its fields; or what is said in place of it.</summary>
    public async Task<IResult> Again(StaffCall call, BrandView? view, FormValues values, DeskAnswer<BrandView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : Page(await Model(call, view, values.With(result.Errors)), StatusCodes.Status422UnprocessableEntity);
}
