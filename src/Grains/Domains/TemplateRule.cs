using Portal.Saving;

namespace Portal.Domains;

internal static class TemplateRule
{
    /// <summary>A reseller copies its own customers alone: another's is as good as none.</summary>
    public static async Task<FieldError?> Refuse(ITemplateCustomers templates, string? next, string? now, Change change) =>
        next is null || next == now || change.OnlyBrands is not { } own || await templates.Belongs(next, own, CancellationToken.None)
            ? null
            : new FieldError("templateCustomer", $"There is no customer “{next}”. Choose another, or leave it empty.");
}
