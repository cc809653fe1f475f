using Portal.Brands;
using static Portal.WebHost.Documents.FieldsOf<Portal.Brands.BrandRow, Portal.Brands.BrandRow>;

namespace Portal.WebHost.Documents;

/// <summary>A brand in a list.</summary>
internal static class BrandLine
{
    public static readonly Document<BrandRow, BrandRow> Line = new(
        "BrandLine",
        Listed("id", new TextShape(), row => row.Id),
        Listed("name", new TextShape(), row => row.Name),
        Listed("logo", Spellings.Optional, row => row.Logo),
        Listed("primaryColor", Spellings.Optional, row => row.PrimaryColor),
        Listed("domains", new NumberShape { Description = "How many domains use it." }, row => row.Domains),
        Listed("version", new NumberShape(), row => row.Version),
        Listed("changedAt", Times.Shape, row => Times.Text(row.ChangedAt)))
    {
        Description = "A brand in a list. GET /brands/{id} has all of it.",
    };
}
