using Portal.Customers;
using static Portal.WebHost.Documents.FieldsOf<Portal.Customers.AddressSettings, Portal.Customers.AddressSettings>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary><c>address</c> of a customer or carrier.</summary>
internal static class AddressDocument
{
    private static readonly Spelling<string?> CountryCode = Word with
    {
        FromForm = (form, name, _) => form.One(name)?.Trim().ToUpperInvariant(),
    };

    public static readonly Document<AddressSettings, AddressSettings> Address = new(
        "Address",
        () => new AddressSettings(),
        Value("line1", "Street", Text, a => a.Line1, (a, v) => a with { Line1 = v }),
        Value("line2", "Second line", Text, a => a.Line2, (a, v) => a with { Line2 = v }),
        Value("city", "City", Text, a => a.City, (a, v) => a with { City = v }),
        Value("region", "Region", Text, a => a.Region, (a, v) => a with { Region = v }),
        Value("postalCode", "Postal code", Text, a => a.PostalCode, (a, v) => a with { PostalCode = v }),
        Value("country", "Country", CountryCode, a => a.Country, (a, v) => a with { Country = v }) with
        {
            Description = "ISO 3166-1, two letters.",
            Example = "\"DE\"",
        })
    {
        Nullable = true,
    };
}
