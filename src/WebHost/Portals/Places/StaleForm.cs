namespace Portal.WebHost.Portals;

/// <summary>Where a form comes from that does not belong to the place that its browser works for now.</summary>
internal enum StaleKind
{
    /// <summary>From a page of another place of the same person.</summary>
    OtherPlace,

    /// <summary>From a page of before this session began.</summary>
    OtherSession,

    /// <summary>The browser just went back to the place that the form was made for.</summary>
    Back,
}

/// <summary>What was sent from a page that was made for another place or session.</summary>
/// <param name="Made">The place that it was made for, and its customer's name; null: not one that can be gone back to.</param>
/// <param name="Typed">Without passwords and codes.</param>
/// <param name="From">The page that it was sent from, as far as that is known.</param>
internal sealed record StaleForm(StaleKind Kind, (string Customer, string Name)? Made, FormState Typed, string? From)
{
    public int Status => Kind == StaleKind.Back ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
