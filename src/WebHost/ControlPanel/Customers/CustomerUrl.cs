using System.Text;
using Portal.Customers;
using Portal.Hosts;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the list of customers is asked for: all of it stands in the address.</summary>
public sealed record CustomerUrl
{
    private const int PageSize = 50;
    private const int Longest = 200;

    public required CustomerKind Kind { get; init; }
    public string? Text { get; init; }
    public CustomerStatus? Status { get; init; }
    public string? Domain { get; init; }
    public string? Tag { get; init; }
    public string? Reseller { get; init; }
    public string? After { get; init; }

    /// <summary>What the address asks for and nobody knows: it is left out, and said.</summary>
    public string? UnknownStatus { get; init; }

    public string Path => "/" + CustomerWords.Segment(Kind);

    public bool IsFiltered => Text is not null || Status is not null || Domain is not null || Tag is not null || Reseller is not null;

    public static CustomerUrl Of(HttpContext context, CustomerKind kind)
    {
        var query = context.Request.Query;
        var written = Clip(query["status"]);
        var status = SharedFields.Value<CustomerStatus>(written?.Replace("-", "", StringComparison.Ordinal));
        return new CustomerUrl
        {
            Kind = kind,
            Text = Clip(query["q"]),
            Status = status,
            UnknownStatus = status is null ? written : null,
            Domain = Clip(query["domain"]) is { } domain ? HostName.ForFinding(domain) : null,
            Tag = Clip(query["tag"]),
            Reseller = Clip(query["reseller"]),
            After = Clip(query["after"]),
        };
    }

    /// <summary>The address of this list, without what is empty.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Path);
        Add(text, "q", Text);
        Add(text, "status", Status is { } status ? SharedFields.Name(status) : null);
        Add(text, "domain", Domain);
        Add(text, "tag", Tag);
        Add(text, "reseller", Reseller);
        Add(text, "after", After);
        return text.ToString();
    }

    internal CustomerQuery Query(StaffCall call) => new(new ListQuery(Text, PageSize, After, call.OnlyBrands), Kind, Status, Domain, Tag, Reseller);

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
            text.Append(text.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string? Clip(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0') ? null : text.Trim() is var trimmed && trimmed.Length > Longest ? trimmed[..Longest] : trimmed;
}
