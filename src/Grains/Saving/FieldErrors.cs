namespace Portal.Saving;

/// <summary>Collects what is wrong, all of it, each thing at its field.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> errors = [];

    public IReadOnlyList<FieldError> All => errors;

    /// <param name="field">The field's path as the API's JSON spells it.</param>
    /// <param name="reason">A sentence for a person.</param>
    public void Add(string field, string reason) => errors.Add(new(field, reason));

    public void AddEach(string field, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            Add(field, reason);
    }
}
