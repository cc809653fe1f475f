using Portal.Brands;
using Portal.Saving;

namespace Portal.Staff;

[GrainType("staff-roster")]
internal sealed class StaffRosterGrain(IGrainFactory grains, OperatorDirectory directory, IBrandDirectory brands) : Grain, IStaffRosterGrain
{
    public async Task<SaveResult<OperatorView>> Invite(OperatorSettings settings, string tokenHash, Change change)
    {
        var errors = OperatorRules.Check(settings).Errors.Concat(await UnknownBrands(settings)).ToArray();
        return errors.Length > 0
            ? SaveResult<OperatorView>.Invalid(errors)
            : await grains.GetGrain<IOperatorGrain>(StaffEmail.Normalise(settings.Email)!).Invite(settings, tokenHash, change);
    }

    public async Task<SaveResult<OperatorView>> Save(string email, OperatorSettings settings, Change change)
    {
        var errors = OperatorRules.Check(settings with { Email = email }).Errors.Concat(await UnknownBrands(settings)).ToArray();
        if (errors.Length > 0)
            return SaveResult<OperatorView>.Invalid(errors);
        if ((settings.Rights.Role != StaffRole.Owner || settings.Disabled) && await IsLastOwner(email))
            return SaveResult<OperatorView>.InUse("role", LastOwner.Reason);
        return await grains.GetGrain<IOperatorGrain>(email).Save(settings, change);
    }

    public async Task<SaveResult<OperatorView>> Remove(string email, Change change) =>
        await IsLastOwner(email)
            ? SaveResult<OperatorView>.InUse("role", LastOwner.Reason)
            : await grains.GetGrain<IOperatorGrain>(email).Remove(change);

    private async Task<bool> IsLastOwner(string email) =>
        await grains.GetGrain<IOperatorGrain>(email).Get() is { } view && await LastOwner.Is(view, grains, directory);

    private async Task<IEnumerable<FieldError>> UnknownBrands(OperatorSettings settings)
    {
        var unknown = new List<FieldError>();
        for (var i = 0; settings.Rights.IsReseller && i < settings.Rights.Brands.Length; i++)
        {
            var brand = settings.Rights.Brands[i];
            if (string.IsNullOrEmpty(brand) || brand.Length > 64 || !await brands.Exists(brand, CancellationToken.None))
                unknown.Add(new($"brands[{i}]", $"There is no brand “{brand}”. Choose an existing one."));
        }

        return unknown;
    }
}
